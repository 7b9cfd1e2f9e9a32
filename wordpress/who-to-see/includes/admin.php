<?php
/**
 * The settings page in the menu, and what leads to it.
 *
 * @package WhoToSee
 */

defined( 'ABSPATH' ) || exit;

/**
 * The page's name in addresses.
 */
const WHO_TO_SEE_PAGE = 'who-to-see';

/**
 * The address of the settings page.
 */
function who_to_see_page_url(): string {
	return admin_url( 'options-general.php?page=' . WHO_TO_SEE_PAGE );
}

/**
 * Puts the page under "Settings".
 */
function who_to_see_menu(): void {
	$title = __( 'Who to see first', 'who-to-see' );
	$page  = add_options_page( $title, $title, 'manage_options', WHO_TO_SEE_PAGE, 'who_to_see_page' );
	if ( $page ) {
		add_action( "load-$page", 'who_to_see_save' );
	}
}
add_action( 'admin_menu', 'who_to_see_menu' );

/**
 * What was typed and could not be saved, for the page to show again.
 *
 * @param array{0: array<string, mixed>, 1: array<string, string>}|null $refused The settings and what is wrong.
 * @return array{0: array<string, mixed>, 1: array<string, string>}|null
 */
function who_to_see_refused( ?array $refused = null ): ?array {
	static $kept = null;
	if ( null !== $refused ) {
		$kept = $refused;
	}
	return $kept;
}

/**
 * Saves the form, if all of it is good. Otherwise nothing is saved, and the page shows what was typed.
 */
function who_to_see_save(): void {
	wp_enqueue_script( WHO_TO_SEE_HANDLE );
	if ( ! isset( $_SERVER['REQUEST_METHOD'] ) || 'POST' !== $_SERVER['REQUEST_METHOD'] ) {
		return;
	}
	check_admin_referer( 'who_to_see_save', 'who_to_see_nonce' );
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_die( esc_html__( 'You may not change these settings.', 'who-to-see' ), '', array( 'response' => 403 ) );
	}
	// Each field is read by who_to_see_validate(), which takes nothing as it is.
	$typed                     = isset( $_POST['who_to_see'] ) ? wp_unslash( $_POST['who_to_see'] ) : array(); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput.InputNotSanitized
	list( $settings, $errors ) = who_to_see_validate( is_array( $typed ) ? $typed : array() );
	if ( $errors ) {
		who_to_see_refused( array( $settings, $errors ) );
		return;
	}
	update_option( WHO_TO_SEE_OPTION, $settings );
	wp_safe_redirect( add_query_arg( 'saved', '1', who_to_see_page_url() ) );
	exit;
}

/**
 * Adds "Settings" to the plugin's row in the list of plugins.
 *
 * @param array<int|string, string> $links The links there are.
 * @return array<int|string, string>
 */
function who_to_see_plugin_links( $links ) {
	$link = sprintf( '<a href="%s">%s</a>', esc_url( who_to_see_page_url() ), esc_html__( 'Settings', 'who-to-see' ) );
	array_unshift( $links, $link );
	return $links;
}
add_filter( 'plugin_action_links_' . plugin_basename( WHO_TO_SEE_FILE ), 'who_to_see_plugin_links' );

/**
 * Says on the list of plugins what remains to be done.
 */
function who_to_see_notice(): void {
	$screen = get_current_screen();
	if ( ! $screen || 'plugins' !== $screen->id || ! current_user_can( 'manage_options' ) || '' !== who_to_see_settings()['region'] ) {
		return;
	}
	printf(
		'<div class="notice notice-warning"><p>%s <a href="%s">%s</a></p></div>',
		esc_html__( 'Who to see first: choose the country of your visitors. Until then they read “your local emergency number”.', 'who-to-see' ),
		esc_url( who_to_see_page_url() ),
		esc_html__( 'Choose it now', 'who-to-see' )
	);
}
add_action( 'admin_notices', 'who_to_see_notice' );

/**
 * Offers words for the site's privacy policy.
 */
function who_to_see_privacy(): void {
	wp_add_privacy_policy_content(
		__( 'Who to see first', 'who-to-see' ),
		wp_kses_post( wpautop( __( 'The check “Who to see first” runs in your browser. Your answers are not sent anywhere. So that a reload does not lose them, they are kept in this tab for 20 hours at most, and are gone when you close it. No cookie is set.', 'who-to-see' ) ) )
	);
}
add_action( 'admin_init', 'who_to_see_privacy' );
