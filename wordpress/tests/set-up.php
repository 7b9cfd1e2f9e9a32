<?php
/**
 * Installs WordPress in the folder it is run from, for the tests: people of every role, a theme, and
 * the plugin where it lies there already.
 *
 * @package WhoToSee
 */

define( 'WP_INSTALLING', true );
require getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

// Nobody waits for a letter.
add_filter( 'pre_wp_mail', '__return_false' );
$installed = wp_install( 'Harbour Street', 'admin', 'admin@clinic.example', true, '', 'a password of admin' );
if ( is_wp_error( $installed ) ) {
	throw new Exception( esc_html( $installed->get_error_message() ) );
}
foreach ( array( 'editor', 'author', 'contributor' ) as $who ) {
	$person = wp_insert_user(
		array(
			'user_login' => $who,
			'user_pass'  => "a password of $who",
			'role'       => $who,
		)
	);
	// What the editor opens for somebody new would lie over what a test presses.
	$guide = array(
		'welcomeGuide'   => false,
		'fullscreenMode' => false,
	);
	$quiet = array(
		'core'           => array( 'enableChoosePatternModal' => false ),
		'core/edit-post' => $guide,
	);
	update_user_meta( $person, $GLOBALS['wpdb']->get_blog_prefix() . 'persisted_preferences', $quiet );
}
switch_theme( getenv( 'WP_THEME' ) );
$tried = 'who-to-see/who-to-see.php';
if ( file_exists( WP_PLUGIN_DIR . "/$tried" ) ) {
	$active = activate_plugin( $tried );
	if ( is_wp_error( $active ) ) {
		throw new Exception( esc_html( $active->get_error_message() ) );
	}
}
