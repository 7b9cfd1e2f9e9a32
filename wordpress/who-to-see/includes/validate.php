<?php
/**
 * Whether what the owner typed can be used: the same rules as the widget's own, and all problems at
 * once.
 *
 * @package WhoToSee
 */

defined( 'ABSPATH' ) || exit;

/**
 * Reads the form of the settings page.
 *
 * @param array<string, mixed> $typed What was typed, without slashes.
 * @return array{0: array<string, mixed>, 1: array<string, string>} The settings, and what is wrong, by field.
 */
function who_to_see_validate( array $typed ): array {
	$settings = who_to_see_defaults();
	$errors   = array();

	$choices = array(
		'region'        => array_merge( array_keys( who_to_see_regions() ), array( WHO_TO_SEE_OTHER_REGION ) ),
		'preset'        => array_keys( who_to_see_presets() ),
		'theme'         => array_keys( who_to_see_themes() ),
		'heading-level' => array_keys( who_to_see_heading_levels() ),
	);
	foreach ( $choices as $name => $known ) {
		$settings[ $name ] = who_to_see_typed( $typed, $name );
		if ( ! in_array( $settings[ $name ], array_map( 'strval', $known ), true ) ) {
			$errors[ $name ] = 'region' === $name
				? __( 'Choose the country of your visitors: it decides which emergency number they are shown.', 'who-to-see' )
				: __( 'Choose one of the list.', 'who-to-see' );
		}
	}
	$settings['debug']     = who_to_see_typed( $typed, 'debug' ) ? '1' : '';
	$settings['name']      = who_to_see_typed( $typed, 'name' );
	$settings['telephone'] = who_to_see_typed( $typed, 'telephone' );
	$settings['fallback']  = who_to_see_typed( $typed, 'fallback' );
	$errors               += array_filter(
		array(
			'name'      => who_to_see_wrong_text( $settings['name'], 80 ),
			'telephone' => who_to_see_wrong_telephone( $settings['telephone'] ),
			'fallback'  => who_to_see_wrong_text( $settings['fallback'], 300 ),
		)
	);
	foreach ( array( 'offered', 'not_offered' ) as $name ) {
		$text  = who_to_see_typed( $typed['texts'] ?? array(), $name );
		$wrong = who_to_see_wrong_text( $text, 300 );
		if ( '' !== $text ) {
			$settings['texts'][ $name ] = $text;
		}
		if ( $wrong ) {
			$errors[ "texts.$name" ] = $wrong;
		}
	}
	$settings['services'] = who_to_see_typed_services( $typed );
	$settings             = who_to_see_typed_booking( $typed, $settings, $errors );
	return array( who_to_see_typed_partners( $typed, $settings, $errors ), $errors );
}

/**
 * One line of text: blanks around it and line breaks within are no part of it.
 *
 * @param mixed  $typed What was typed.
 * @param string $name  Which field of it.
 */
function who_to_see_typed( $typed, string $name ): string {
	$text = is_array( $typed ) && isset( $typed[ $name ] ) && is_scalar( $typed[ $name ] ) ? (string) $typed[ $name ] : '';
	return trim( preg_replace( '/[ \t\r\n]+/', ' ', wp_check_invalid_utf8( $text, true ) ) );
}

/**
 * The services that are ticked, in the order of the care path. Names that the form does not have are
 * not from the form.
 *
 * @param array<string, mixed> $typed What was typed.
 * @return list<string>
 */
function who_to_see_typed_services( array $typed ): array {
	$ticked = isset( $typed['services'] ) && is_array( $typed['services'] ) ? $typed['services'] : array();
	return array_values( array_intersect( array_keys( who_to_see_professions() ), array_filter( $ticked, 'is_string' ) ) );
}

/**
 * The links for booking.
 *
 * @param array<string, mixed>  $typed    What was typed.
 * @param array<string, mixed>  $settings The settings so far.
 * @param array<string, string> $errors   What is wrong so far; more is added.
 * @return array<string, mixed> The settings with the links.
 */
function who_to_see_typed_booking( array $typed, array $settings, array &$errors ): array {
	$professions = who_to_see_professions();
	foreach ( array_merge( array( WHO_TO_SEE_ALL ), array_keys( $professions ) ) as $name ) {
		$link = who_to_see_typed( $typed['booking'] ?? array(), $name );
		if ( '' === $link ) {
			continue;
		}
		$settings['booking'][ $name ] = $link;
		$wrong                        = who_to_see_wrong_link( $link );
		if ( ! $wrong && WHO_TO_SEE_ALL === $name && ! $settings['services'] ) {
			$wrong = __( 'This link would never show: tick the services that it books.', 'who-to-see' );
		} elseif ( ! $wrong && WHO_TO_SEE_ALL !== $name && ! in_array( $name, $settings['services'], true ) ) {
			$wrong = __( 'This link would never show: tick the service beside it, or take the link away.', 'who-to-see' );
		}
		if ( $wrong ) {
			$errors[ "booking.$name" ] = $wrong;
		}
	}
	return $settings;
}

/**
 * The partners for what is not ticked: each with a name and a link.
 *
 * @param array<string, mixed>  $typed    What was typed.
 * @param array<string, mixed>  $settings The settings so far.
 * @param array<string, string> $errors   What is wrong so far; more is added.
 * @return array<string, mixed> The settings with the partners.
 */
function who_to_see_typed_partners( array $typed, array $settings, array &$errors ): array {
	$all = isset( $typed['partners'] ) && is_array( $typed['partners'] ) ? $typed['partners'] : array();
	foreach ( array_keys( who_to_see_professions() ) as $profession ) {
		$partner = array_filter(
			array(
				'name' => who_to_see_typed( $all[ $profession ] ?? array(), 'name' ),
				'link' => who_to_see_typed( $all[ $profession ] ?? array(), 'link' ),
			),
			'strlen'
		);
		if ( ! $partner ) {
			continue;
		}
		$settings['partners'][ $profession ] = $partner;
		$wrong                               = array(
			'name' => isset( $partner['name'] ) ? who_to_see_wrong_text( $partner['name'], 80 ) : __( 'A link alone does not say to whom it leads: write the name too.', 'who-to-see' ),
			'link' => isset( $partner['link'] ) ? who_to_see_wrong_link( $partner['link'] ) : __( 'A name alone leads nowhere: write the link too.', 'who-to-see' ),
		);
		if ( in_array( $profession, $settings['services'], true ) ) {
			$wrong['name'] = __( 'This partner would never show, because you tick the service yourself: take one of them away.', 'who-to-see' );
		}
		foreach ( array_filter( $wrong, 'strlen' ) as $part => $error ) {
			$errors[ "partners.$profession.$part" ] = $error;
		}
	}
	return $settings;
}

/**
 * What is wrong with a text.
 *
 * @param string $text The text.
 * @param int    $most How many characters it may have.
 * @return string Nothing, if it is good or empty.
 */
function who_to_see_wrong_text( string $text, int $most ): string {
	if ( mb_strlen( $text, 'UTF-8' ) > $most ) {
		/* translators: %d: a number of characters. */
		return sprintf( __( 'This is too long: at most %d characters.', 'who-to-see' ), $most );
	}
	if ( strpbrk( $text, '<>' ) !== false ) {
		return __( 'This is shown as plain text: leave out < and >.', 'who-to-see' );
	}
	// What a reader does not see, or what turns the letters around it.
	$hidden = '/[\x{00}-\x{1f}\x{7f}-\x{9f}\x{ad}\x{61c}\x{180e}\x{200b}\x{200e}\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}'
		. '\x{115f}\x{1160}\x{2800}\x{3164}\x{ffa0}\x{feff}\x{fff0}-\x{fffc}\x{e000}-\x{f8ff}\x{e0000}-\x{10ffff}]/u';
	if ( preg_match( $hidden, $text ) ) {
		return __( 'This has characters that cannot be seen or that turn others around. Type it anew instead of pasting it.', 'who-to-see' );
	}
	return '';
}

/**
 * A telephone number as it is dialled.
 *
 * @param string $written As people write it.
 * @return string Digits with a + before them or not; nothing, if it is no number of 6 to 15 digits.
 */
function who_to_see_dial( string $written ): string {
	// Who calls from abroad leaves out the zero in brackets.
	$dial = preg_replace( '/^(\+[0-9 ]+)\(0\)/', '$1', $written );
	$dial = str_replace( array( ' ', '-', '.', '(', ')' ), '', $dial );
	return preg_match( '/^\+?[0-9]{6,15}$/', $dial ) ? $dial : '';
}

/**
 * What is wrong with a telephone number.
 *
 * @param string $written As people write it.
 */
function who_to_see_wrong_telephone( string $written ): string {
	if ( '' === $written || '' !== who_to_see_dial( $written ) ) {
		return '';
	}
	return __( 'This is not one telephone number of 6 to 15 digits, such as +44 20 7946 0123.', 'who-to-see' );
}

/**
 * What is wrong with a link. Only printable ASCII is taken: everything that can look like something
 * else lies outside.
 *
 * @param string $link The link.
 */
function who_to_see_wrong_link( string $link ): string {
	if ( strlen( $link ) > 500 ) {
		return __( 'This link is longer than 500 characters.', 'who-to-see' );
	}
	if ( ! preg_match( '/^[\x21-\x7e]+$/', $link ) ) {
		return __( 'This link has spaces, or letters that can look like others. Copy it from the address bar of your browser.', 'who-to-see' );
	}
	if ( preg_match( '#^https?://[^/?\#\\\\]*@#i', $link ) ) {
		return __( 'This link hides where it leads: nothing may stand before an @.', 'who-to-see' );
	}
	if ( preg_match( '#^https?://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?([/?\#][^\\\\]*)?$#i', $link ) ) {
		return '';
	}
	if ( preg_match( '#^tel:#i', $link ) && '' !== who_to_see_dial( substr( $link, 4 ) ) ) {
		return '';
	}
	if ( preg_match( '#^mailto:[^@:/]+@[a-z0-9.-]+(\?.*)?$#i', $link ) ) {
		return '';
	}
	return __( 'This is not a whole link, as https://your-site.example/book is. It must begin with https://, tel: or mailto:', 'who-to-see' );
}
