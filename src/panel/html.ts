/** What the page is made of; every uri is one the webview may load. */
export interface PageParts {
  readonly cspSource: string;
  /** Fresh random characters for each page; letters, digits, `+`, `/`, `=`. */
  readonly nonce: string;
  /** BCP 47 tag of the user's language, for dates, numbers and screen readers. */
  readonly language: string;
  readonly title: string;
  readonly script: string;
  readonly styles: readonly string[];
}

/** The style sheets in `media/sheet`, in their order. */
export const styleSheets = [
  'base.css',
  'sheet.css',
  'runs.css',
  'tiles.css',
  'actions.css',
  'composer.css',
  'composerPictures.css',
  'composerControls.css',
  'composerSize.css',
  'composerMore.css',
  'viewer.css',
  'mask.css',
] as const;

/** The contact sheet's page. Nothing is allowed that it does not use: own script, own styles, own pictures. */
export function pageHtml(parts: PageParts): string {
  const { cspSource, nonce } = parts;
  const policy = [
    `default-src 'none'`,
    // These two do not fall back to it.
    `base-uri 'none'`,
    `form-action 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
    // Copy Image reads the picture's bytes.
    `connect-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escape(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(parts.title)}</title>
${parts.styles.map(style => `<link rel="stylesheet" href="${escape(style)}">`).join('\n')}
</head>
<body>
<div id="live" class="hidden-text" role="status" aria-live="polite"></div>
<div id="sheet"></div>
<script type="module" nonce="${escape(nonce)}" src="${escape(parts.script)}"></script>
</body>
</html>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
