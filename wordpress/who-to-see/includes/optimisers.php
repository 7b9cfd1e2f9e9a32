<?php
/**
 * Tells plugins that join, delay or rewrite scripts to leave the widget's alone. Each asks its own way.
 *
 * @package WhoToSee
 */

defined( 'ABSPATH' ) || exit;

/**
 * Filters that pass paths of scripts to leave alone, as a list or as text with commas.
 */
const WHO_TO_SEE_PATH_FILTERS = array(
	// Autoptimize.
	'autoptimize_filter_js_exclude',
	// WP Rocket.
	'rocket_exclude_js',
	'rocket_exclude_defer_js',
	'rocket_delay_js_exclusions',
	// LiteSpeed Cache.
	'litespeed_optimize_js_excludes',
	'litespeed_optm_js_defer_exc',
	'litespeed_optm_gm_js_exc',
	// Perfmatters.
	'perfmatters_minify_js_exclusions',
	'perfmatters_delay_js_exclusions',
	// WP-Optimize.
	'wp-optimize-minify-default-exclusions',
	// Hummingbird.
	'wphb_delay_js_exclusions',
);

/**
 * Filters that pass names of scripts to leave alone: SiteGround's Speed Optimizer.
 */
const WHO_TO_SEE_HANDLE_FILTERS = array(
	'sgo_js_minify_exclude',
	'sgo_javascript_combine_exclude',
	'sgo_js_async_exclude',
);

/**
 * Filters that ask whether a script may be changed, and pass its name: Hummingbird, Jetpack.
 */
const WHO_TO_SEE_QUESTION_FILTERS = array(
	'wphb_minify_resource',
	'wphb_combine_resource',
	'js_do_concat',
);

/**
 * Adds one more to a list, or to text with commas.
 *
 * @param mixed  $excluded What is left alone already.
 * @param string $one      One more.
 * @return mixed
 */
function who_to_see_add_to( $excluded, string $one ) {
	if ( is_string( $excluded ) ) {
		return '' === trim( $excluded ) ? $one : $excluded . ', ' . $one;
	}
	$excluded   = is_array( $excluded ) ? $excluded : array();
	$excluded[] = $one;
	return $excluded;
}

/**
 * Leaves the script alone, by its path.
 *
 * @param mixed $excluded What is left alone already.
 * @return mixed
 */
function who_to_see_exclude_path( $excluded ) {
	return who_to_see_add_to( $excluded, (string) wp_parse_url( who_to_see_base_url() . 'who-to-see.js', PHP_URL_PATH ) );
}

/**
 * Leaves the script alone, by its name.
 *
 * @param mixed $excluded What is left alone already.
 * @return mixed
 */
function who_to_see_exclude_handle( $excluded ) {
	return who_to_see_add_to( $excluded, WHO_TO_SEE_HANDLE );
}

/**
 * Whether a script of this name may be changed.
 *
 * @param mixed  $may    What others say.
 * @param string $handle Its name.
 * @return mixed
 */
function who_to_see_may_change( $may, $handle = '' ) {
	return WHO_TO_SEE_HANDLE === $handle ? false : $may;
}

/**
 * Whether W3 Total Cache may change a script.
 *
 * @param mixed  $may What others say.
 * @param string $tag Its tag.
 * @return mixed
 */
function who_to_see_may_change_tag( $may, $tag = '' ) {
	return is_string( $tag ) && false !== strpos( $tag, WHO_TO_SEE_HANDLE ) ? false : $may;
}

foreach ( WHO_TO_SEE_PATH_FILTERS as $who_to_see_filter ) {
	add_filter( $who_to_see_filter, 'who_to_see_exclude_path' );
}
foreach ( WHO_TO_SEE_HANDLE_FILTERS as $who_to_see_filter ) {
	add_filter( $who_to_see_filter, 'who_to_see_exclude_handle' );
}
foreach ( WHO_TO_SEE_QUESTION_FILTERS as $who_to_see_filter ) {
	add_filter( $who_to_see_filter, 'who_to_see_may_change', 20, 2 );
}
add_filter( 'w3tc_minify_js_do_tag_minification', 'who_to_see_may_change_tag', 20, 2 );
unset( $who_to_see_filter );
