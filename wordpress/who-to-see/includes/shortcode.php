<?php
/**
 * The shortcode `[who_to_see]`, with or without words of its own: `[who_to_see]Phone us.[/who_to_see]`.
 *
 * @package WhoToSee
 */

defined( 'ABSPATH' ) || exit;

/**
 * The shortcode as HTML.
 *
 * @param array<int|string, string>|string $typed   What stands in the brackets; text, if nothing does.
 * @param string|null                      $content What stands between the two of them.
 */
function who_to_see_shortcode( $typed, $content = null ): string {
	$instance = array();
	foreach ( is_array( $typed ) ? $typed : array() as $name => $value ) {
		$value = who_to_see_unquoted( (string) $value );
		if ( is_int( $name ) ) {
			$instance[ strtolower( $value ) ] = '1';
		} else {
			$instance[ str_replace( '_', '-', $name ) ] = $value;
		}
	}
	return who_to_see_render( $instance, do_shortcode( (string) $content ) );
}
add_shortcode( 'who_to_see', 'who_to_see_shortcode' );

/**
 * A value without the curly quotes that a word processor or a theme has put around it.
 *
 * @param string $value The value.
 */
function who_to_see_unquoted( string $value ): string {
	$value = html_entity_decode( $value, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	return trim( preg_replace( '/^[\s"\'\x{2018}-\x{201f}\x{2032}\x{2033}\x{ab}\x{bb}]+|[\s"\'\x{2018}-\x{201f}\x{2032}\x{2033}\x{ab}\x{bb}]+$/u', '', $value ) ?? '' );
}
