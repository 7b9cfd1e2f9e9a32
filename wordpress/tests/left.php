<?php
/**
 * Names every place of the database that still knows the plugin. What an author has written is the
 * author's, and WordPress itself remembers for a week what was switched off.
 *
 * @package WhoToSee
 */

require getcwd() . '/wp-load.php';

global $wpdb;
foreach ( $wpdb->get_col( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $wpdb->prefix ) . '%' ) ) as $name ) {
	if ( $wpdb->posts === $name ) {
		continue;
	}
	foreach ( $wpdb->get_results( "SELECT * FROM `$name`", ARRAY_A ) as $row ) {
		$text = implode( ' ', array_map( 'strval', $row ) );
		if ( preg_match( '/who[-_]to[-_]see/i', $text ) && 'recently_activated' !== ( $row['option_name'] ?? '' ) ) {
			echo esc_html( "$name: " . substr( $text, 0, 200 ) ), "\n";
		}
	}
}
