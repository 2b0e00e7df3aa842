import { parseTree, type Node } from 'jsonc-parser';
import { isFilePath, isImagePath } from '../filePath.ts';
import { emptyPiece, folded, type FoundReference, type Piece, type Steps } from '../piece.ts';
import { largestOf, pixels, sizeOf } from '../sizes.ts';
import type { ImpliedSize, ReferenceKind } from '../types.ts';

/** Lists of pictures in a web manifest, also those of its shortcuts. */
const lists = ['icons', 'screenshots'] as const;

/** VS Code's marketplace shows an icon of at least this, px. code.visualstudio.com/api/references/extension-manifest. */
const packageIconSize: ImpliedSize = { width: 128, height: 128, from: 'convention' };

/** References of a web manifest, a browser extension's manifest or a package.json, whichever the text looks like. */
export function* readJson(text: string): Steps {
  const piece = emptyPiece();
  const root = parseTree(text);
  yield;
  addSlots(root, text, piece);
  if (root?.type !== 'object') return piece;
  addTitle(root, piece);
  addManifest(root, piece);
  for (const shortcut of childrenOf(valueOf(root, 'shortcuts'))) addManifest(shortcut, piece);
  const action = valueOf(root, 'action') ?? valueOf(root, 'browser_action');
  addSized(action && valueOf(action, 'default_icon'), piece);
  const icon = valueOf(root, 'icon');
  if (icon && isImagePath(stringOf(icon))) add(icon, text, 'packageIcon', { size: packageIconSize }, piece);
  return piece;

  function addManifest(holder: Node, into: Piece): void {
    for (const list of lists) {
      const value = valueOf(holder, list);
      if (value?.type === 'object') addSized(value, into);
      for (const entry of childrenOf(value?.type === 'array' ? value : undefined)) addEntry(entry, into);
    }
  }

  function addEntry(entry: Node, into: Piece): void {
    const source = valueOf(entry, 'src');
    if (!source || !isFilePath(stringOf(source))) return;
    const alt = folded(stringOf(valueOf(entry, 'label'))) || undefined;
    add(source, text, 'manifest', { size: largestOf(stringOf(valueOf(entry, 'sizes'))), alt }, into);
  }

  /** `{ "16": "icon16.png" }`, or the path alone. */
  function addSized(value: Node | undefined, into: Piece): void {
    if (value?.type === 'string' && isImagePath(stringOf(value))) add(value, text, 'manifest', {}, into);
    if (value?.type !== 'object') return;
    for (const [key, path] of propertiesOf(value)) {
      const side = pixels(key);
      if (side !== undefined && isFilePath(stringOf(path)))
        add(path, text, 'manifest', { size: sizeOf(side, side, 'sizes') }, into);
    }
  }
}

function add(
  node: Node,
  text: string,
  kind: ReferenceKind,
  rest: Pick<FoundReference, 'size' | 'alt'>,
  piece: Piece,
): void {
  piece.references.push({ kind, ...inside(node, text), value: stringOf(node), ...rest });
}

/** Between the quotes; the closing one may be missing. */
function inside(node: Node, text: string): { readonly start: number; readonly end: number } {
  const last = node.offset + node.length - 1;
  return { start: node.offset + 1, end: last > node.offset && text[last] === '"' ? last : last + 1 };
}

function addSlots(node: Node | undefined, text: string, piece: Piece): void {
  if (node?.type === 'string') piece.slots.push({ ...inside(node, text), kind: 'address' });
  const parts = node?.type === 'property' ? childrenOf(node).slice(1) : childrenOf(node);
  for (const part of parts) addSlots(part, text, piece);
}

function addTitle(root: Node, piece: Piece): void {
  const name = ['displayName', 'name', 'short_name', 'title']
    .map(key => folded(stringOf(valueOf(root, key))))
    .find(title => title !== '' && !title.startsWith('%'));
  if (name) piece.blocks.push({ start: 0, text: name, heading: true });
  const description = folded(stringOf(valueOf(root, 'description')));
  if (description && !description.startsWith('%'))
    piece.blocks.push({ start: 0, text: description, heading: false });
}

function valueOf(holder: Node, key: string): Node | undefined {
  return propertiesOf(holder).find(([name]) => name === key)?.[1];
}

function propertiesOf(holder: Node): (readonly [string, Node])[] {
  if (holder.type !== 'object') return [];
  return childrenOf(holder).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key && value ? [[stringOf(key), value] as const] : [];
  });
}

function childrenOf(node: Node | undefined): readonly Node[] {
  return node?.children ?? [];
}

function stringOf(node: Node | undefined): string {
  return node?.type === 'string' && typeof node.value === 'string' ? node.value : '';
}
