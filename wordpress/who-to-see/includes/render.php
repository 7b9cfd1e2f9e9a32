<?php
/**
 * The element, for the block and the shortcode alike.
 *
 * It is one line and holds only what may stand in a paragraph, so that it comes through whatever a
 * theme or a page builder does to paragraphs and quotes afterwards.
 *
 * @package WhoToSee
 */

defined( 'ABSPATH' ) || exit;

/**
 * The widget as HTML; its script is asked for along with it.
 *
 * @param array<string, mixed> $instance What this block or shortcode sets, by attribute. What it does not
 *                                       set comes from the settings.
 * @param string               $fallback HTML that shows until the widget is there; nothing: from the settings.
 * @param string               $wrapper  Attributes of the block, escaped.
 */
function who_to_see_render( array $instance, string $fallback = '', string $wrapper = '' ): string {
	$settings   = who_to_see_settings();
	$region     = who_to_see_region( $instance, $settings );
	$attributes = array( 'region' => $region ) + who_to_see_attributes( $instance, $settings );
	$inside     = who_to_see_fallback( $fallback, $settings, $region );
	if ( is_feed() ) {
		// No reader of feeds runs scripts.
		$link = sprintf( '<a href="%s">%s</a>', esc_url( (string) get_permalink() ), esc_html__( 'Find out who to see first', 'who-to-see' ) );
		return "<p>$inside $link</p>";
	}
	if ( who_to_see_is_preview() ) {
		// Nothing of a preview may stay in the tab or stand in the way of the editor's own Back.
		$attributes['history'] = 'off';
		$attributes['resume']  = 'off';
	} else {
		wp_enqueue_script( WHO_TO_SEE_HANDLE );
	}
	$html = '<who-to-see';
	foreach ( array_filter( $attributes, 'strlen' ) as $name => $value ) {
		$html .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
	}
	foreach ( who_to_see_flags( $instance, $settings ) as $name ) {
		$html .= ' ' . $name;
	}
	return $html . who_to_see_config_attribute( $settings ) . ( $wrapper ? " $wrapper" : '' ) . ">$inside</who-to-see>";
}

/**
 * The country whose numbers are shown. One that is not known is passed on: the widget then shows no
 * country's number, and says so in the console. Another one would be wrong.
 *
 * @param array<string, mixed> $instance What this block or shortcode sets.
 * @param array<string, mixed> $settings The settings.
 */
function who_to_see_region( array $instance, array $settings ): string {
	$own    = isset( $instance['region'] ) && is_string( $instance['region'] ) ? trim( $instance['region'] ) : '';
	$region = '' === $own ? $settings['region'] : $own;
	return WHO_TO_SEE_OTHER_REGION === $region ? '' : strtoupper( preg_replace( '/[^A-Za-z]/', '', $region ) );
}

/**
 * The attributes with a value.
 *
 * @param array<string, mixed> $instance What this block or shortcode sets.
 * @param array<string, mixed> $settings The settings.
 * @return array<string, string>
 */
function who_to_see_attributes( array $instance, array $settings ): array {
	$attributes = array( 'base-url' => who_to_see_base_url() );
	foreach ( who_to_see_instance_attributes() as $name => $known ) {
		if ( true === $known ) {
			continue;
		}
		$own = isset( $instance[ $name ] ) && is_scalar( $instance[ $name ] ) ? strtolower( trim( (string) $instance[ $name ] ) ) : '';
		if ( ! in_array( $own, $known, true ) ) {
			$own = $settings[ $name ] ?? '';
		}
		$attributes[ $name ] = in_array( $own, $known, true ) ? $own : '';
	}
	$attributes['id'] = isset( $instance['id'] ) ? sanitize_html_class( (string) $instance['id'] ) : '';
	return $attributes;
}

/**
 * The attributes that are present or not.
 *
 * @param array<string, mixed> $instance What this block or shortcode sets.
 * @param array<string, mixed> $settings The settings.
 * @return list<string>
 */
function who_to_see_flags( array $instance, array $settings ): array {
	$flags = array();
	if ( ! empty( $instance['kiosk'] ) && ! in_array( $instance['kiosk'], array( 'off', 'no', 'false', '0' ), true ) ) {
		$flags[] = 'kiosk';
	}
	if ( $settings['debug'] && current_user_can( 'edit_posts' ) ) {
		$flags[] = 'debug';
	}
	return $flags;
}

/**
 * The clinic, as the widget reads it. No shortcode in a text of the owner's may run, and no filter
 * that looks for one may find a bracket.
 *
 * @param array<string, mixed> $settings The settings.
 * @return string The attribute, escaped, with a space before it; or nothing.
 */
function who_to_see_config_attribute( array $settings ): string {
	$config = who_to_see_config( $settings );
	if ( ! $config ) {
		return '';
	}
	$texts = static function ( $value ) {
		return is_string( $value ) ? str_replace( array( '[', ']' ), array( "\u{1}", "\u{2}" ), $value ) : $value;
	};
	array_walk_recursive(
		$config,
		static function ( &$value ) use ( $texts ) {
			$value = $texts( $value );
		}
	);
	$json = wp_json_encode( $config, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_UNESCAPED_SLASHES );
	$json = str_replace( array( '\u0001', '\u0002' ), array( '\u005b', '\u005d' ), $json );
	return sprintf( ' config="%s"', str_replace( array( '[', ']' ), array( '&#91;', '&#93;' ), esc_attr( $json ) ) );
}

/**
 * Whether somebody edits the page, or the settings, and looks at the widget there.
 */
function who_to_see_is_preview(): bool {
	// What a page of visitors asks for later comes through the same door as the administration.
	if ( is_admin() && ! wp_doing_ajax() ) {
		return true;
	}
	$route = isset( $GLOBALS['wp']->query_vars['rest_route'] ) ? (string) $GLOBALS['wp']->query_vars['rest_route'] : '';
	return 0 === strpos( $route, '/wp/v2/block-renderer/' );
}
