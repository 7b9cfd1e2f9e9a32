<?php
/**
 * The widget's one script. It brings its other files by itself, when a visitor comes near.
 *
 * @package WhoToSee
 */

defined( 'ABSPATH' ) || exit;

/**
 * The name of the script in WordPress.
 */
const WHO_TO_SEE_HANDLE = 'who-to-see-loader';

/**
 * The folder of the release, as a browser asks for it.
 */
function who_to_see_base_url(): string {
	return plugins_url( 'release/v1/', WHO_TO_SEE_FILE );
}

/**
 * Makes the script known.
 */
function who_to_see_register_script(): void {
	wp_register_script( WHO_TO_SEE_HANDLE, who_to_see_base_url() . 'who-to-see.js', array(), WHO_TO_SEE_VERSION, true );
}
add_action( 'init', 'who_to_see_register_script', 5 );

/**
 * The script waits for nothing, and no optimiser may change it: it checks what it loads, and a
 * changed or delayed copy would leave an empty place in the page.
 *
 * @param string $tag    The script's tag.
 * @param string $handle Whose it is.
 */
function who_to_see_script_tag( $tag, $handle ) {
	if ( WHO_TO_SEE_HANDLE !== $handle ) {
		return $tag;
	}
	$marks = 'async data-cfasync="false" data-no-optimize="1" data-no-defer="1" data-no-minify="1" data-pagespeed-no-defer nowprocket ';
	// The one that a newer WordPress may write as well must not stand there twice.
	$tag = preg_replace( '/ (?:async|defer)(?:=(?:"[^"]*"|\'[^\']*\'))?(?=[ >])/', '', $tag );
	return preg_replace( '/<script /', '<script ' . $marks, $tag, 1 );
}
add_filter( 'script_loader_tag', 'who_to_see_script_tag', 20, 2 );
