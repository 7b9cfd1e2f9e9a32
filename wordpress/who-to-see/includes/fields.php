<?php
/**
 * The fields of the settings page: each with its label, its help, and what is wrong with it.
 *
 * @package WhoToSee
 */

defined( 'ABSPATH' ) || exit;

/**
 * What a field is called.
 *
 * @param string $field Its path, such as `texts.offered`.
 */
function who_to_see_label( string $field ): string {
	$labels = array(
		'region'                    => __( 'Country of your visitors', 'who-to-see' ),
		'fallback'                  => __( 'Words until the check is there', 'who-to-see' ),
		'name'                      => __( 'Name of the clinic', 'who-to-see' ),
		'telephone'                 => __( 'Telephone', 'who-to-see' ),
		'texts.offered'             => __( 'Your words, where you offer it', 'who-to-see' ),
		'texts.not_offered'         => __( 'Your words, where you do not', 'who-to-see' ),
		'booking.' . WHO_TO_SEE_ALL => __( 'One link for all of them', 'who-to-see' ),
		'preset'                    => __( 'Look', 'who-to-see' ),
		'theme'                     => __( 'Light or dark', 'who-to-see' ),
		'heading-level'             => __( 'Level of its headings', 'who-to-see' ),
		'debug'                     => __( 'Trying it out', 'who-to-see' ),
	);
	if ( isset( $labels[ $field ] ) ) {
		return $labels[ $field ];
	}
	$parts = explode( '.', $field );
	if ( 'partners' === $parts[0] && 3 === count( $parts ) ) {
		$profession = who_to_see_professions()[ $parts[1] ] ?? $parts[1];
		/* translators: %s: a profession. */
		$words = 'name' === $parts[2] ? __( 'Partner: %s', 'who-to-see' ) : __( 'Link of the partner: %s', 'who-to-see' );
		return sprintf( $words, $profession );
	}
	$profession = who_to_see_professions()[ preg_replace( '/^booking\./', '', $field ) ] ?? $field;
	/* translators: %s: a profession. */
	return sprintf( __( 'Booking link of “%s”', 'who-to-see' ), $profession );
}

/**
 * The id of a field in the page.
 *
 * @param string $field Its path.
 */
function who_to_see_field_id( string $field ): string {
	return 'who-to-see-' . str_replace( '.', '-', $field );
}

/**
 * The name under which a field is sent.
 *
 * @param string $field Its path.
 */
function who_to_see_field_name( string $field ): string {
	return 'who_to_see[' . str_replace( '.', '][', $field ) . ']';
}

/**
 * Begins a section.
 *
 * @param string $title Its title.
 * @param string $help  What it is for.
 */
function who_to_see_section( string $title, string $help = '' ): void {
	echo '<h2>' . esc_html( $title ) . '</h2>';
	if ( '' !== $help ) {
		echo '<p>' . esc_html( $help ) . '</p>';
	}
	echo '<table class="form-table" role="presentation">';
}

/**
 * Whether something is wrong with a field, and which texts describe it, as attributes.
 *
 * @param string                $field  Its path.
 * @param array<string, string> $errors What is wrong, by field.
 */
function who_to_see_described( string $field, array $errors ): void {
	$id = who_to_see_field_id( $field );
	printf( ' aria-describedby="%s"', esc_attr( isset( $errors[ $field ] ) ? "$id-error $id-help" : "$id-help" ) );
	if ( isset( $errors[ $field ] ) ) {
		echo ' aria-invalid="true"';
	}
}

/**
 * What is wrong with a field, and its help.
 *
 * @param string                $field  Its path.
 * @param array<string, string> $errors What is wrong, by field.
 * @param string                $help   Its help.
 */
function who_to_see_field_end( string $field, array $errors, string $help ): void {
	$id = who_to_see_field_id( $field );
	if ( isset( $errors[ $field ] ) ) {
		printf( '<p id="%s" style="color:#b32d2e"><strong>%s</strong></p>', esc_attr( "$id-error" ), esc_html( $errors[ $field ] ) );
	}
	printf( '<p class="description" id="%s">%s</p></td></tr>', esc_attr( "$id-help" ), esc_html( $help ) );
}

/**
 * A line of text.
 *
 * @param string                $field  Its path.
 * @param string                $value  What stands in it.
 * @param array<string, string> $errors What is wrong, by field.
 * @param string                $help   Its help.
 * @param string                $width  The class that gives it its width.
 */
function who_to_see_text( string $field, string $value, array $errors, string $help, string $width = 'regular-text' ): void {
	printf( '<tr><th scope="row"><label for="%s">%s</label></th><td>', esc_attr( who_to_see_field_id( $field ) ), esc_html( who_to_see_label( $field ) ) );
	printf( '<input type="text" class="%s" id="%s" name="%s" value="%s"', esc_attr( $width ), esc_attr( who_to_see_field_id( $field ) ), esc_attr( who_to_see_field_name( $field ) ), esc_attr( $value ) );
	who_to_see_described( $field, $errors );
	echo '>';
	who_to_see_field_end( $field, $errors, $help );
}

/**
 * A list to choose one from.
 *
 * @param string                    $field    Its name.
 * @param array<string, mixed>      $settings The settings.
 * @param array<string, string>     $errors   What is wrong, by field.
 * @param array<int|string, string> $options  Words by value.
 * @param string                    $help     Its help.
 */
function who_to_see_select( string $field, array $settings, array $errors, array $options, string $help = '' ): void {
	printf( '<tr><th scope="row"><label for="%s">%s</label></th><td>', esc_attr( who_to_see_field_id( $field ) ), esc_html( who_to_see_label( $field ) ) );
	printf( '<select id="%s" name="%s"', esc_attr( who_to_see_field_id( $field ) ), esc_attr( who_to_see_field_name( $field ) ) );
	who_to_see_described( $field, $errors );
	echo '>';
	foreach ( $options as $value => $label ) {
		printf( '<option value="%s"%s>%s</option>', esc_attr( (string) $value ), selected( $settings[ $field ], (string) $value, false ), esc_html( $label ) );
	}
	echo '</select>';
	who_to_see_field_end( $field, $errors, $help );
}

/**
 * Something to tick.
 *
 * @param string               $field    Its name.
 * @param array<string, mixed> $settings The settings.
 * @param string               $words    What is ticked.
 */
function who_to_see_tick( string $field, array $settings, string $words ): void {
	printf( '<tr><th scope="row">%s</th><td>', esc_html( who_to_see_label( $field ) ) );
	printf(
		'<label><input type="checkbox" id="%s" name="%s" value="1"%s> %s</label></td></tr>',
		esc_attr( who_to_see_field_id( $field ) ),
		esc_attr( who_to_see_field_name( $field ) ),
		checked( $settings[ $field ], '1', false ),
		esc_html( $words )
	);
}

/**
 * A profession to tick, and the link that books it.
 *
 * @param string                $name     Its name.
 * @param string                $label    Its words.
 * @param array<string, mixed>  $settings The settings.
 * @param array<string, string> $errors   What is wrong, by field.
 */
function who_to_see_service( string $name, string $label, array $settings, array $errors ): void {
	$field = "booking.$name";
	printf(
		'<tr><th scope="row"><label><input type="checkbox" name="who_to_see[services][]" value="%s"%s> %s</label></th><td>',
		esc_attr( $name ),
		checked( in_array( $name, $settings['services'], true ), true, false ),
		esc_html( $label )
	);
	printf(
		'<input type="text" class="regular-text" id="%s" name="%s" value="%s" placeholder="https://" aria-label="%s"',
		esc_attr( who_to_see_field_id( $field ) ),
		esc_attr( who_to_see_field_name( $field ) ),
		esc_attr( $settings['booking'][ $name ] ?? '' ),
		esc_attr( who_to_see_label( $field ) )
	);
	who_to_see_described( $field, $errors );
	echo '>';
	who_to_see_field_end( $field, $errors, '' );
}
