<?php
/**
 * Leaves nothing behind: the one option that there is, on every site of a network.
 *
 * @package WhoToSee
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	$who_to_see_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $who_to_see_sites as $who_to_see_site ) {
		switch_to_blog( $who_to_see_site );
		delete_option( 'who_to_see' );
		restore_current_blog();
	}
} else {
	delete_option( 'who_to_see' );
}
