/**
 * The block in the editor: its settings in the side panel, and the widget as visitors will see it.
 *
 * Plain script, as WordPress loads it: no build step.
 */
( function ( wp ) {
	const { createElement: el, Fragment } = wp.element;
	const { InspectorControls, useBlockProps } = wp.blockEditor;
	const { Disabled, ExternalLink, Notice, PanelBody, SelectControl, TextareaControl, ToggleControl } = wp.components;
	const { __ } = wp.i18n;
	const told = window.whoToSeeEditor || {};

	// The choices of a list, after the one that leaves it to the settings page.
	const options = ( names ) => [
		{ value: '', label: __( 'As on the settings page', 'who-to-see' ) },
		...Object.entries( names || {} ).map( ( [ value, label ] ) => ( { value, label } ) ),
	];

	const settingsLink = () =>
		told.settingsUrl &&
		el( ExternalLink, { href: told.settingsUrl }, __( 'Settings of the clinic', 'who-to-see' ) );

	function Panel( { attributes, setAttributes } ) {
		const field = ( Control, name, more ) =>
			el( Control, { onChange: ( value ) => setAttributes( { [ name ]: value } ), ...more } );
		const list = ( name, label, names, help ) =>
			field( SelectControl, name, { label, help, value: attributes[ name ], options: options( names ) } );
		return el(
			PanelBody,
			{ title: __( 'This check', 'who-to-see' ) },
			list(
				'region',
				__( 'Country of the visitors', 'who-to-see' ),
				told.regions,
				__( 'Decides which emergency number they are shown.', 'who-to-see' )
			),
			list( 'preset', __( 'Look', 'who-to-see' ), told.presets ),
			list( 'theme', __( 'Light or dark', 'who-to-see' ), told.themes ),
			list( 'headingLevel', __( 'Level of its headings', 'who-to-see' ), told.levels ),
			field( TextareaControl, 'fallback', {
				label: __( 'Words until it is there', 'who-to-see' ),
				help: __( 'Plain text. Stays where the check cannot start. Empty: as on the settings page.', 'who-to-see' ),
				value: attributes.fallback,
			} ),
			field( ToggleControl, 'kiosk', {
				label: __( 'For a device that strangers share', 'who-to-see' ),
				help: __( 'Nothing is kept, and advice can only be printed.', 'who-to-see' ),
				checked: attributes.kiosk,
			} ),
			settingsLink()
		);
	}

	// Drawn anew for each choice: of two choices in quick succession WordPress may forget to ask for the
	// second. The words until the check is there never show here.
	function Preview( { attributes } ) {
		const shown = { ...attributes, fallback: '' };
		return el( wp.serverSideRender, {
			key: JSON.stringify( shown ),
			block: 'who-to-see/check',
			attributes: shown,
		} );
	}

	function Edit( props ) {
		const { attributes } = props;
		const lacksRegion = ! told.hasRegion && ! attributes.region;
		return el(
			Fragment,
			null,
			el( InspectorControls, null, el( Panel, props ) ),
			el(
				'div',
				useBlockProps(),
				lacksRegion &&
					el(
						Notice,
						{ status: 'warning', isDismissible: false },
						__( 'Choose the country of your visitors in the side panel, or once for the whole site on the settings page. Until then they read “your local emergency number”.', 'who-to-see' ),
						' ',
						settingsLink()
					),
				el( Disabled, null, el( Preview, { attributes } ) )
			)
		);
	}

	wp.blocks.registerBlockType( 'who-to-see/check', { edit: Edit, save: () => null } );
} )( window.wp );
