<?php
/**
 * The block: drawn here, for pages and for its preview in the editor.
 *
 * @package WhoToSee
 */

defined( 'ABSPATH' ) || exit;

/**
 * Makes the block known, with what its settings in the editor offer.
 */
function who_to_see_register_block(): void {
	$folder = plugin_dir_path( WHO_TO_SEE_FILE );
	load_plugin_textdomain( 'who-to-see', false, basename( $folder ) . '/languages' );
	$block = register_block_type( $folder . 'block', array( 'render_callback' => 'who_to_see_render_block' ) );
	if ( ! $block ) {
		return;
	}
	foreach ( $block->editor_script_handles as $handle ) {
		wp_set_script_translations( $handle, 'who-to-see', $folder . 'languages' );
	}
}
add_action( 'init', 'who_to_see_register_block' );

/**
 * The block as HTML.
 *
 * @param array<string, mixed> $attributes What the block sets.
 */
function who_to_see_render_block( $attributes ): string {
	$attributes['heading-level'] = $attributes['headingLevel'] ?? '';
	$fallback                    = isset( $attributes['fallback'] ) ? esc_html( (string) $attributes['fallback'] ) : '';
	$fallback                    = str_replace( array( '[', ']' ), array( '&#91;', '&#93;' ), $fallback );
	return who_to_see_render( $attributes, $fallback, get_block_wrapper_attributes() );
}

/**
 * What the editor needs to know, and the widget's script for the preview.
 */
function who_to_see_editor_assets(): void {
	if ( ! is_admin() ) {
		return;
	}
	wp_enqueue_script( WHO_TO_SEE_HANDLE );
	$settings = who_to_see_settings();
	$told     = array(
		'regions'     => who_to_see_regions(),
		'presets'     => who_to_see_presets(),
		'themes'      => who_to_see_themes(),
		'levels'      => who_to_see_heading_levels(),
		'hasRegion'   => '' !== $settings['region'],
		'settingsUrl' => current_user_can( 'manage_options' ) ? admin_url( 'options-general.php?page=who-to-see' ) : '',
	);
	wp_add_inline_script(
		'who-to-see-check-editor-script',
		'window.whoToSeeEditor = ' . wp_json_encode( $told, JSON_HEX_TAG | JSON_HEX_AMP ) . ';',
		'before'
	);
}
add_action( 'enqueue_block_assets', 'who_to_see_editor_assets' );
