<?php
/**
 * What the plugin's functions give, inside a WordPress with the plugin active.
 *
 * @package WhoToSee
 */

require getcwd() . '/wp-load.php';

$wrong = array();

/*
 * Notes what is not as it should be.
 */
$same = static function ( string $what, $found, $expected ) use ( &$wrong ) {
	if ( $found !== $expected ) {
		$wrong[] = "$what: " . wp_json_encode( $found ) . ' instead of ' . wp_json_encode( $expected );
	}
};

// Telephones, as the widget dials them.
$numbers = array(
	'+44 20 7946 0123'          => '+442079460123',
	'+44 (0)20 7946 0123'       => '+442079460123',
	'(020) 7946-0123'           => '02079460123',
	'020.7946.0123'             => '02079460123',
	'020 7946 0123 / 0124'      => '',
	'020 7946 0123 or 0124'     => '',
	'12345'                     => '',
	'1234567890123456'          => '',
	'+44+20 7946 0123'          => '',
	'*21*123456#'               => '',
	'javascript:alert(1)'       => '',
	"\u{0660}\u{0661}\u{0662}\u{0663}\u{0664}\u{0665}" => '',
);
foreach ( $numbers as $written => $dial ) {
	$same( "dial $written", who_to_see_dial( (string) $written ), $dial );
}

// Links: only whole ones that lead where they seem to lead.
$good = array(
	'https://harbour.example/book?for=physio#now',
	'http://harbour.example',
	'HTTPS://HARBOUR.EXAMPLE/',
	'https://harbour.example:8443/book',
	'https://user.harbour.example/@book',
	'tel:+442079460123',
	'mailto:desk@harbour.example',
);
$bad  = array(
	'javascript:alert(1)',
	'JaVaScRiPt:alert(1)',
	"java\tscript:alert(1)",
	' javascript:alert(1)',
	'data:text/html,x',
	'vbscript:x',
	'file:///etc/passwd',
	'//evil.example/',
	'/book',
	'www.clinic.example',
	'https:book',
	'https://',
	'https://localhost/',
	'https://clinic.example@evil.example/',
	'https://user:pass@evil.example/',
	'https://clinic.example\\@evil.example/',
	"https://clinic.exa\u{200b}mple/",
	"https://\u{430}pple.com/",
	'https://clinic.example/a b',
	'tel:999',
	'tel:*21*123456#',
	'mailto:nobody',
	'sms:+442079460123',
	'https://clinic.example/' . str_repeat( 'a', 500 ),
);
foreach ( $good as $taken ) {
	$same( "link $taken", who_to_see_wrong_link( $taken ), '' );
}
foreach ( $bad as $refused ) {
	$same( "link $refused", '' === who_to_see_wrong_link( $refused ), false );
}

// Texts.
foreach ( array( "Harbour\u{3164}", "a\u{202e}b", "\u{2800}", 'a<b', str_repeat( "\u{e9}", 81 ), "a\u{0}b" ) as $refused ) {
	$same( 'text ' . wp_json_encode( $refused ), '' === who_to_see_wrong_text( $refused, 80 ), false );
}
foreach ( array( '', 'Harbour & Sons “Physio”', str_repeat( "\u{e9}", 80 ), "O'Brien [clinic]" ) as $taken ) {
	$same( "text $taken", who_to_see_wrong_text( $taken, 80 ), '' );
}

// Every problem at once, and what was typed is still there.
list( $settings, $errors ) = who_to_see_validate(
	array(
		'region'    => 'XX',
		'name'      => '<b>Harbour</b>',
		'telephone' => 'none',
		'services'  => array( 'physio', 'plumber', array( 'x' ) ),
		'booking'   => array(
			'physio' => 'javascript:alert(1)',
			'doctor' => 'https://harbour.example/',
		),
		'partners'  => array(
			'physio'         => array(
				'name' => 'Vale',
				'link' => 'https://vale.example/',
			),
			'doctor'         => array( 'name' => "a\u{202e}b" ),
			'pelvic_physio'  => array( 'link' => 'javascript:alert(1)' ),
			'plumber'        => array( 'name' => 'x' ),
			'clinical_rehab' => 'x',
		),
		'texts'     => array( 'offered' => "a\u{202e}b" ),
		'preset'    => 'loud',
		'theme'     => array(),
	)
);
$expected = array( 'booking.doctor', 'booking.physio', 'heading-level', 'name', 'partners.doctor.link', 'partners.doctor.name', 'partners.pelvic_physio.link', 'partners.pelvic_physio.name', 'partners.physio.name', 'preset', 'region', 'telephone', 'texts.offered', 'theme' );
$named    = array_keys( $errors );
sort( $named );
$same( 'all problems', $named, $expected );
$same( 'what was typed', $settings['name'], '<b>Harbour</b>' );
$same( 'services', $settings['services'], array( 'physio' ) );

// A partner is for what is not ticked, and reaches the widget whole.
list( $settings, $errors ) = who_to_see_validate(
	array(
		'region'        => 'GB',
		'preset'        => 'calm',
		'theme'         => 'auto',
		'heading-level' => '2',
		'services'      => array( 'personal_trainer' ),
		'partners'      => array(
			'physio' => array(
				'name' => ' Vale  Physiotherapy ',
				'link' => 'https://vale.example/',
			),
			'doctor' => array(
				'name' => '',
				'link' => '',
			),
		),
	)
);
$partners = array(
	'physio' => array(
		'name' => 'Vale Physiotherapy',
		'link' => 'https://vale.example/',
	),
);
$same( 'a whole partner', $errors, array() );
$same( 'partners', who_to_see_config( $settings )['partners'] ?? null, $partners );
update_option( WHO_TO_SEE_OPTION, $settings );
$same( 'kept partners', who_to_see_settings()['partners'], $partners );

// Whatever wrote the option: the element can be drawn.
foreach ( array( 'text', array( 'partners' => array( 'physio' => 'x', 'doctor' => array( 'name' => array() ) ) ), array( 'name' => array( 'x' ), 'services' => 'physio', 'booking' => array( 'physio' => array() ) ), 7, '' ) as $stored ) {
	update_option( WHO_TO_SEE_OPTION, $stored );
	$html = who_to_see_render( array() );
	$same( 'drawn with ' . wp_json_encode( $stored ), 0 === strpos( $html, '<who-to-see ' ) && false !== strpos( $html, 'emergency' ), true );
}

// A text of the owner's is text: no shortcode, no markup, no way out of the attribute.
$texts = array(
	'region'    => 'GB',
	'name'      => 'A "quoted" [who_to_see] & \'O\' ]]',
	'services'  => array( 'physio' ),
	'telephone' => '+44 20 7946 0123',
);
update_option( WHO_TO_SEE_OPTION, $texts );
$html = who_to_see_render( array() );
foreach ( array( $html, apply_filters( 'the_content', $html ), wpautop( do_shortcode( wptexturize( $html ) ) ) ) as $seen ) {
	$page = new DOMDocument();
	$page->loadHTML( '<meta charset="utf-8">' . $seen, LIBXML_NOERROR );
	$elements = $page->getElementsByTagName( 'who-to-see' );
	$same( 'elements', $elements->length, 1 );
	$config = json_decode( $elements->item( 0 )->getAttribute( 'config' ), true );
	$same( 'name', $config['name'] ?? null, $texts['name'] );
	$same( 'inside', trim( $elements->item( 0 )->textContent ), 'In pain, or unsure whom to see? Phone us on +44 20 7946 0123. In an emergency, call 999.' );
}
delete_option( WHO_TO_SEE_OPTION );

// Optimisers, each in its own way.
$path = (string) wp_parse_url( who_to_see_base_url() . 'who-to-see.js', PHP_URL_PATH );
foreach ( WHO_TO_SEE_PATH_FILTERS as $filter ) {
	$same( $filter, apply_filters( $filter, array( 'x.js' ) ), array( 'x.js', $path ) );
	$same( "$filter as text", apply_filters( $filter, 'x.js' ), "x.js, $path" );
}
foreach ( WHO_TO_SEE_HANDLE_FILTERS as $filter ) {
	$same( $filter, apply_filters( $filter, array( 'x' ) ), array( 'x', WHO_TO_SEE_HANDLE ) );
}
foreach ( WHO_TO_SEE_QUESTION_FILTERS as $filter ) {
	$same( $filter, apply_filters( $filter, true, WHO_TO_SEE_HANDLE ), false );
	$same( "$filter of others", apply_filters( $filter, true, 'jquery' ), true );
}
$tag = '<script src="/x/who-to-see.js" id="who-to-see-loader-js"></script>';
$same( 'w3tc', apply_filters( 'w3tc_minify_js_do_tag_minification', true, $tag, 'x' ), false );
foreach ( array( '', ' async', " defer='defer'", ' defer data-wp-strategy="defer"' ) as $strategy ) {
	$seen = apply_filters( 'script_loader_tag', str_replace( '<script', "<script$strategy", $tag ), WHO_TO_SEE_HANDLE, 'x' );
	$same( "tag$strategy", array( substr_count( $seen, ' async ' ), preg_match( '/ defer[ =>]/', $seen ), substr_count( $seen, 'nowprocket' ) ), array( 1, 0, 1 ) );
}

// A translation in the plugin's folder is found.
require_once ABSPATH . WPINC . '/pomo/mo.php';
$german = new MO();
$german->add_entry(
	new Translation_Entry(
		array(
			'singular'     => 'Please contact us.',
			'translations' => array( 'Bitte melden Sie sich bei uns.' ),
		)
	)
);
$german->export_to_file( WP_PLUGIN_DIR . '/who-to-see/languages/who-to-see-de_DE.mo' );
$de = static function () {
	return 'de_DE';
};
add_filter( 'locale', $de );
unload_textdomain( 'who-to-see', true );
load_plugin_textdomain( 'who-to-see', false, 'who-to-see/languages' );
$same( 'translated', strpos( do_shortcode( '[who_to_see]' ), 'Bitte melden Sie sich bei uns.' ) !== false, true );
remove_filter( 'locale', $de );

// Readers of feeds run no scripts.
$GLOBALS['wp_query']->is_feed = true;
$same( 'in a feed', strpos( do_shortcode( '[who_to_see]' ), '<who-to-see' ), false );
$GLOBALS['wp_query']->is_feed = false;

if ( $wrong ) {
	// WordPress would keep what PHP says of it in a file.
	fwrite( STDERR, implode( "\n", $wrong ) . "\n" );
	exit( 1 );
}
