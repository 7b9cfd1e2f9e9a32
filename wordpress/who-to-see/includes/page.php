<?php
/**
 * The settings page.
 *
 * @package WhoToSee
 */

defined( 'ABSPATH' ) || exit;

/**
 * Draws the page: what is saved, or what was refused with the reasons.
 */
function who_to_see_page(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	list( $settings, $errors ) = who_to_see_refused() ?? array( who_to_see_settings(), array() );
	echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1>';
	who_to_see_page_messages( $settings, $errors );
	echo '<p>' . esc_html__( 'To put the check on a page: edit the page, press +, look for “Who to see first”. Or write this where it should stand:', 'who-to-see' ) . ' <code>[who_to_see]</code></p>';
	echo '<form method="post" action="' . esc_url( who_to_see_page_url() ) . '">';
	wp_nonce_field( 'who_to_see_save', 'who_to_see_nonce' );
	who_to_see_section_visitors( $settings, $errors );
	who_to_see_section_clinic( $settings, $errors );
	who_to_see_section_services( $settings, $errors );
	who_to_see_section_partners( $settings, $errors );
	who_to_see_section_look( $settings, $errors );
	submit_button();
	echo '</form>';
	who_to_see_page_preview();
	echo '</div>';
}

/**
 * What has happened, and what the owner should know.
 *
 * @param array<string, mixed>  $settings The settings.
 * @param array<string, string> $errors   What is wrong, by field.
 */
function who_to_see_page_messages( array $settings, array $errors ): void {
	if ( $errors ) {
		echo '<div class="notice notice-error" role="alert" id="who-to-see-errors"><p><strong>' . esc_html__( 'Nothing was saved yet. Please correct:', 'who-to-see' ) . '</strong></p><ul>';
		foreach ( $errors as $field => $error ) {
			printf( '<li><a href="#%s">%s</a></li>', esc_attr( who_to_see_field_id( $field ) ), esc_html( who_to_see_label( $field ) . ': ' . $error ) );
		}
		echo '</ul></div>';
		return;
	}
	// Only says that something was saved.
	if ( isset( $_GET['saved'] ) ) { // phpcs:ignore WordPress.Security.NonceVerification.Recommended
		echo '<div class="notice notice-success" role="status"><p>' . esc_html__( 'Saved.', 'who-to-see' ) . '</p></div>';
	}
	foreach ( who_to_see_advice( $settings ) as $line ) {
		echo '<div class="notice notice-warning inline"><p>' . esc_html( $line ) . '</p></div>';
	}
}

/**
 * What is allowed and hardly meant.
 *
 * @param array<string, mixed> $settings The settings.
 * @return list<string>
 */
function who_to_see_advice( array $settings ): array {
	$lines = array();
	$says  = '' !== $settings['name'] . $settings['telephone'] || $settings['texts'];
	if ( $says && ! $settings['services'] && ! $settings['partners'] ) {
		$lines[] = __( 'Nothing is shown of your clinic in the advice, because no service is ticked.', 'who-to-see' );
	}
	foreach ( $settings['booking'] as $link ) {
		if ( 0 === stripos( $link, 'http:' ) ) {
			$lines[] = __( 'A booking link is not encrypted. Use https:// if your booking site has it.', 'who-to-see' );
			break;
		}
	}
	return $lines;
}

/**
 * The widget with what is saved.
 */
function who_to_see_page_preview(): void {
	echo '<h2>' . esc_html__( 'Try it', 'who-to-see' ) . '</h2><p>' . esc_html__( 'This is the check with what you saved last. Your clinic appears beside the advice, never on an emergency screen.', 'who-to-see' ) . '</p>';
	echo '<div style="max-width:45rem">' . who_to_see_render( array() ) . '</div>'; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- It is escaped where it is made.
}

/**
 * Whom the check is for.
 *
 * @param array<string, mixed>  $settings The settings.
 * @param array<string, string> $errors   What is wrong, by field.
 */
function who_to_see_section_visitors( array $settings, array $errors ): void {
	who_to_see_section( __( 'Your visitors', 'who-to-see' ) );
	$regions = array( '' => __( '— Choose —', 'who-to-see' ) ) + who_to_see_regions()
		+ array( WHO_TO_SEE_OTHER_REGION => __( 'Another country: they read “your local emergency number”', 'who-to-see' ) );
	who_to_see_select( 'region', $settings, $errors, $regions, __( 'Decides which emergency number and services they are shown. It is never guessed.', 'who-to-see' ) );
	who_to_see_text( 'fallback', $settings['fallback'], $errors, __( 'At most 300 characters, plain text. Shows until the check is there, and stays where it cannot start. Your telephone and the emergency number follow by themselves.', 'who-to-see' ), 'large-text' );
	echo '</table>';
}

/**
 * The clinic.
 *
 * @param array<string, mixed>  $settings The settings.
 * @param array<string, string> $errors   What is wrong, by field.
 */
function who_to_see_section_clinic( array $settings, array $errors ): void {
	who_to_see_section( __( 'Your clinic', 'who-to-see' ) );
	who_to_see_text( 'name', $settings['name'], $errors, __( 'At most 80 characters.', 'who-to-see' ) );
	who_to_see_text( 'telephone', $settings['telephone'], $errors, __( 'One number, with the country’s code: +44 20 7946 0123.', 'who-to-see' ) );
	who_to_see_text( 'texts.offered', $settings['texts']['offered'] ?? '', $errors, __( 'Stands beside the way to book, where you offer what is advised. At most 300 characters, plain text.', 'who-to-see' ), 'large-text' );
	who_to_see_text( 'texts.not_offered', $settings['texts']['not_offered'] ?? '', $errors, __( 'The same, where you do not offer what is advised.', 'who-to-see' ), 'large-text' );
	echo '</table>';
}

/**
 * What the clinic offers, and where it is booked.
 *
 * @param array<string, mixed>  $settings The settings.
 * @param array<string, string> $errors   What is wrong, by field.
 */
function who_to_see_section_services( array $settings, array $errors ): void {
	who_to_see_section( __( 'What you offer', 'who-to-see' ), __( 'Nothing here can change the advice. Where what is advised is not ticked, the check says that you do not offer it, and how to find it.', 'who-to-see' ) );
	foreach ( who_to_see_professions() as $name => $label ) {
		who_to_see_service( $name, $label, $settings, $errors );
	}
	who_to_see_text( 'booking.' . WHO_TO_SEE_ALL, $settings['booking'][ WHO_TO_SEE_ALL ] ?? '', $errors, __( 'Books every ticked service that has no link of its own.', 'who-to-see' ) );
	echo '</table>';
}

/**
 * Whom the clinic trusts with what it does not offer.
 *
 * @param array<string, mixed>  $settings The settings.
 * @param array<string, string> $errors   What is wrong, by field.
 */
function who_to_see_section_partners( array $settings, array $errors ): void {
	who_to_see_section( __( 'Who you trust for the rest', 'who-to-see' ), __( 'Where you do not offer what is advised, the check says so, and whom you trust with it. The advice stays the same. Each partner needs a name and a link.', 'who-to-see' ) );
	foreach ( array_keys( who_to_see_professions() ) as $profession ) {
		$partner = $settings['partners'][ $profession ] ?? array();
		who_to_see_text( "partners.$profession.name", $partner['name'] ?? '', $errors, '' );
		who_to_see_text( "partners.$profession.link", $partner['link'] ?? '', $errors, '' );
	}
	echo '</table>';
}

/**
 * How it looks.
 *
 * @param array<string, mixed>  $settings The settings.
 * @param array<string, string> $errors   What is wrong, by field.
 */
function who_to_see_section_look( array $settings, array $errors ): void {
	who_to_see_section( __( 'How it looks', 'who-to-see' ), __( 'Each block may choose otherwise.', 'who-to-see' ) );
	who_to_see_select( 'preset', $settings, $errors, who_to_see_presets() );
	who_to_see_select( 'theme', $settings, $errors, who_to_see_themes() );
	who_to_see_select( 'heading-level', $settings, $errors, who_to_see_heading_levels(), __( 'Heading 2, where the title of the page is the only heading above.', 'who-to-see' ) );
	who_to_see_tick( 'debug', $settings, __( 'Show below the check what is wrong with it, to those who are signed in and may write', 'who-to-see' ) );
	echo '</table>';
}
