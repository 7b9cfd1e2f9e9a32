<?php
/**
 * The names that the widget knows, each with the words that the owner reads.
 *
 * The names are those of the widget's documentation; a test compares them.
 *
 * @package WhoToSee
 */

defined( 'ABSPATH' ) || exit;

/**
 * The value of the setting `region` for countries that the widget has no numbers of.
 */
const WHO_TO_SEE_OTHER_REGION = 'other';

/**
 * The countries that the widget has emergency numbers of.
 *
 * @return array<string, string> Names by code.
 */
function who_to_see_regions(): array {
	return array(
		'GB' => __( 'United Kingdom', 'who-to-see' ),
	);
}

/**
 * The professions that a clinic can offer.
 *
 * @return array<string, string> Words by name.
 */
function who_to_see_professions(): array {
	return array(
		'doctor'                => __( 'Doctor', 'who-to-see' ),
		'sports_physician'      => __( 'Doctor of sports medicine', 'who-to-see' ),
		'physio'                => __( 'Physiotherapist', 'who-to-see' ),
		'pelvic_physio'         => __( 'Pelvic health physiotherapist', 'who-to-see' ),
		'clinical_rehab'        => __( 'Specialist of clinical rehabilitation', 'who-to-see' ),
		'exercise_physiologist' => __( 'Clinical exercise physiologist', 'who-to-see' ),
		'post_rehab_trainer'    => __( 'Trainer qualified for people after an injury or an illness', 'who-to-see' ),
		'personal_trainer'      => __( 'Personal trainer', 'who-to-see' ),
	);
}

/**
 * The looks.
 *
 * @return array<string, string> Words by name.
 */
function who_to_see_presets(): array {
	return array(
		'calm'  => __( 'Calm: cool and quiet', 'who-to-see' ),
		'warm'  => __( 'Warm: paper and plum', 'who-to-see' ),
		'clear' => __( 'Clear: black on white, large', 'who-to-see' ),
	);
}

/**
 * Light or dark.
 *
 * @return array<string, string> Words by name.
 */
function who_to_see_themes(): array {
	return array(
		'auto'  => __( 'As the page around it', 'who-to-see' ),
		'light' => __( 'Light', 'who-to-see' ),
		'dark'  => __( 'Dark', 'who-to-see' ),
	);
}

/**
 * The levels that the widget's headings can have in a page.
 *
 * @return array<string, string> Words by level.
 */
function who_to_see_heading_levels(): array {
	return array(
		'1' => __( 'Heading 1', 'who-to-see' ),
		'2' => __( 'Heading 2', 'who-to-see' ),
		'3' => __( 'Heading 3', 'who-to-see' ),
		'4' => __( 'Heading 4', 'who-to-see' ),
		'5' => __( 'Heading 5', 'who-to-see' ),
	);
}

/**
 * The attributes that one block or shortcode may set, and their values. A list: one of these.
 * `true`: present or not.
 *
 * @return array<string, list<string>|true>
 */
function who_to_see_instance_attributes(): array {
	return array(
		'theme'         => array_keys( who_to_see_themes() ),
		'preset'        => array_keys( who_to_see_presets() ),
		'heading-level' => array_map( 'strval', array_keys( who_to_see_heading_levels() ) ),
		'history'       => array( 'auto', 'on', 'off' ),
		'resume'        => array( 'on', 'off' ),
		'kiosk'         => true,
	);
}

/**
 * The number to call in an emergency, which comes with the release.
 *
 * @param string $region A country's code.
 * @return string The number, or nothing where the widget has none.
 */
function who_to_see_emergency_number( string $region ): string {
	static $regions = null;
	if ( null === $regions ) {
		$file    = plugin_dir_path( WHO_TO_SEE_FILE ) . 'release/regions.json';
		$regions = wp_json_file_decode( $file, array( 'associative' => true ) );
	}
	return isset( $regions[ $region ] ) ? (string) $regions[ $region ] : '';
}
