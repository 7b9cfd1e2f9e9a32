<?php
/**
 * Who to see first: a check for people in pain, as a block and a shortcode.
 *
 * @package WhoToSee
 *
 * Plugin Name:       Who to see first
 * Description:       Asks a visitor in pain a few questions and says which type of professional to see first, and how soon. Runs in the visitor's browser; sends nothing anywhere.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            The authors of who-to-see
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       who-to-see
 * Domain Path:       /languages
 */

defined( 'ABSPATH' ) || exit;

const WHO_TO_SEE_VERSION = '0.1.0';
const WHO_TO_SEE_FILE    = __FILE__;

require_once __DIR__ . '/includes/names.php';
require_once __DIR__ . '/includes/settings.php';
require_once __DIR__ . '/includes/validate.php';
require_once __DIR__ . '/includes/assets.php';
require_once __DIR__ . '/includes/optimisers.php';
require_once __DIR__ . '/includes/render.php';
require_once __DIR__ . '/includes/fallback.php';
require_once __DIR__ . '/includes/block.php';
require_once __DIR__ . '/includes/shortcode.php';
require_once __DIR__ . '/includes/page.php';
require_once __DIR__ . '/includes/fields.php';
require_once __DIR__ . '/includes/admin.php';
