/** One part of a multipart body, as it was sent. */
export interface Part {
  readonly name: string;
  readonly fileName?: string;
  readonly type?: string;
  readonly content: Buffer;
}

/** Takes a multipart body apart by its boundary; throws when it is not exactly one. */
export function parseMultipart(contentType: string | undefined, body: Buffer): readonly Part[] {
  const boundary = /^multipart\/form-data; ?boundary=(?<boundary>[^;]+)$/.exec(contentType ?? '')?.groups?.[
    'boundary'
  ];
  if (!boundary) throw new Error(`no boundary in ${contentType}`);
  const text = body.toString('latin1');
  if (!text.startsWith(`--${boundary}\r\n`)) throw new Error('does not begin with its boundary');
  if (!text.endsWith(`\r\n--${boundary}--\r\n`)) throw new Error('does not end with its boundary');
  const inner = text.slice(boundary.length + 4, -(boundary.length + 8));
  return inner.split(`\r\n--${boundary}\r\n`).map(parsePart);
}

function parsePart(text: string): Part {
  const end = text.indexOf('\r\n\r\n');
  const head = text.slice(0, end);
  const name = /^Content-Disposition: form-data; name="(?<name>[^"]*)"/im.exec(head)?.groups?.['name'];
  if (name === undefined) throw new Error(`no name in ${head}`);
  const fileName = /; filename="(?<file>[^"]*)"/i.exec(head)?.groups?.['file'];
  const type = /^Content-Type: (?<type>.*)$/im.exec(head)?.groups?.['type']?.trim();
  return {
    name,
    ...(fileName === undefined ? {} : { fileName: Buffer.from(fileName, 'latin1').toString('utf8') }),
    ...(type === undefined ? {} : { type }),
    content: Buffer.from(text.slice(end + 4), 'latin1'),
  };
}
