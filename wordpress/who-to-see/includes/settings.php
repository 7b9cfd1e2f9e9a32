<?php
/**
 * What the owner has set, and what the widget is told of it.
 *
 * @package WhoToSee
 */

defined( 'ABSPATH' ) || exit;

/**
 * The name of the one option that the plugin keeps.
 */
const WHO_TO_SEE_OPTION = 'who_to_see';

/**
 * The key in `booking` of the link that stands for every service without a link of its own.
 */
const WHO_TO_SEE_ALL = 'all';

/**
 * The settings of a clinic that has said nothing yet.
 *
 * @return array<string, mixed>
 */
function who_to_see_defaults(): array {
	return array(
		'region'        => '',
		'name'          => '',
		'telephone'     => '',
		'services'      => array(),
		'booking'       => array(),
		'partners'      => array(),
		'texts'         => array(),
		'fallback'      => '',
		'preset'        => 'calm',
		'theme'         => 'auto',
		'heading-level' => '2',
		'debug'         => '',
	);
}

/**
 * The settings as they are kept. Whatever else may have written the option, each has its type.
 *
 * @return array<string, mixed>
 */
function who_to_see_settings(): array {
	$stored   = get_option( WHO_TO_SEE_OPTION );
	$settings = who_to_see_defaults();
	if ( ! is_array( $stored ) ) {
		return $settings;
	}
	foreach ( $settings as $name => $default ) {
		if ( ! isset( $stored[ $name ] ) ) {
			continue;
		}
		if ( 'partners' === $name ) {
			$settings[ $name ] = who_to_see_kept_partners( $stored[ $name ] );
		} elseif ( is_array( $default ) && is_array( $stored[ $name ] ) ) {
			$settings[ $name ] = array_filter( $stored[ $name ], 'is_string' );
		} elseif ( ! is_array( $default ) && is_scalar( $stored[ $name ] ) ) {
			$settings[ $name ] = (string) $stored[ $name ];
		}
	}
	return $settings;
}

/**
 * The partners as they are kept: a name and a link for each profession.
 *
 * @param mixed $stored What is kept.
 * @return array<string, array<string, string>>
 */
function who_to_see_kept_partners( $stored ): array {
	$partners = array();
	foreach ( is_array( $stored ) ? $stored : array() as $profession => $partner ) {
		foreach ( array( 'name', 'link' ) as $part ) {
			if ( is_array( $partner ) && isset( $partner[ $part ] ) && is_string( $partner[ $part ] ) ) {
				$partners[ $profession ][ $part ] = $partner[ $part ];
			}
		}
	}
	return $partners;
}

/**
 * What the widget is told of the clinic. What is not set is left out.
 *
 * @param array<string, mixed> $settings The settings.
 * @return array<string, mixed> The widget's configuration.
 */
function who_to_see_config( array $settings ): array {
	$config = array();
	foreach ( array( 'name', 'telephone' ) as $name ) {
		if ( '' !== $settings[ $name ] ) {
			$config[ $name ] = $settings[ $name ];
		}
	}
	if ( $settings['services'] ) {
		$config['services'] = array_values( $settings['services'] );
	}
	$booking = array();
	foreach ( $settings['services'] as $service ) {
		$link = $settings['booking'][ $service ] ?? $settings['booking'][ WHO_TO_SEE_ALL ] ?? '';
		if ( '' !== $link ) {
			$booking[ $service ] = $link;
		}
	}
	if ( $booking ) {
		$config['booking'] = $booking;
	}
	$partners = array_diff_key( $settings['partners'], array_flip( $settings['services'] ) );
	if ( $partners ) {
		$config['partners'] = $partners;
	}
	$texts = array_filter( $settings['texts'], 'strlen' );
	if ( $texts ) {
		$config['texts'] = $texts;
	}
	return $config;
}
