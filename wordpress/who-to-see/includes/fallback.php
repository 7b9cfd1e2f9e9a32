<?php
/**
 * What stands in the page until the widget is there, and for good where it cannot start.
 *
 * @package WhoToSee
 */

defined( 'ABSPATH' ) || exit;

/**
 * The clinic's own words, its telephone, and what to do in an emergency: never nothing.
 *
 * @param string               $own      HTML from the page; nothing: the words of the settings.
 * @param array<string, mixed> $settings The settings.
 * @param string               $region   The country's code.
 * @return string HTML that may stand in a paragraph, in one line.
 */
function who_to_see_fallback( string $own, array $settings, string $region ): string {
	$own   = who_to_see_inline( $own );
	$parts = array( '' === $own ? who_to_see_invitation( $settings ) : $own );
	$call  = who_to_see_emergency_number( $region );
	if ( '' === $call ) {
		$parts[] = esc_html__( 'In an emergency, call your local emergency number.', 'who-to-see' );
	} else {
		/* translators: %s: a telephone number, as a link. */
		$parts[] = sprintf( esc_html__( 'In an emergency, call %s.', 'who-to-see' ), who_to_see_telephone_link( $call, $call ) );
	}
	return '<span>' . implode( ' ', $parts ) . '</span>';
}

/**
 * The words of the settings, with the clinic's telephone.
 *
 * @param array<string, mixed> $settings The settings.
 */
function who_to_see_invitation( array $settings ): string {
	$text = '' === $settings['fallback'] ? __( 'In pain, or unsure whom to see?', 'who-to-see' ) : $settings['fallback'];
	$text = esc_html( $text );
	$dial = who_to_see_dial( $settings['telephone'] );
	if ( '' !== $dial ) {
		/* translators: %s: a telephone number, as a link. */
		$text .= ' ' . sprintf( esc_html__( 'Phone us on %s.', 'who-to-see' ), who_to_see_telephone_link( $dial, $settings['telephone'] ) );
	} elseif ( '' === $settings['fallback'] ) {
		$text .= ' ' . esc_html__( 'Please contact us.', 'who-to-see' );
	}
	return str_replace( array( '[', ']' ), array( '&#91;', '&#93;' ), $text );
}

/**
 * A link that calls.
 *
 * @param string $dial  As a telephone dials it.
 * @param string $shown As people read it.
 */
function who_to_see_telephone_link( string $dial, string $shown ): string {
	return sprintf( '<a href="tel:%s">%s</a>', esc_attr( $dial ), esc_html( $shown ) );
}

/**
 * HTML of a page, without anything that ends a paragraph: what remains is words, links, and stress.
 *
 * @param string $html The HTML.
 */
function who_to_see_inline( string $html ): string {
	$html  = preg_replace( '#<(/p|/div|/li|/h[1-6]|br ?/?)>#i', ' ', $html );
	$known = array(
		'a'      => array( 'href' => true ),
		'strong' => array(),
		'b'      => array(),
		'em'     => array(),
		'i'      => array(),
	);
	$html  = wp_kses( $html, $known, array( 'http', 'https', 'tel', 'mailto' ) );
	return force_balance_tags( trim( preg_replace( '/\s+/', ' ', $html ) ) );
}
