// Loaded by VS Code's extension host: activates one extension and leaves how long it took.
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import * as vscode from 'vscode';

/** Called by VS Code once its start-up extensions are active. */
export async function run(): Promise<void> {
  const id = process.env['EASEL_BENCH_ID'] ?? '';
  const extension = vscode.extensions.getExtension(id);
  if (!extension || extension.isActive) throw new Error(`${id} is missing or active already`);
  const started = performance.now();
  await extension.activate();
  await writeFile(process.env['EASEL_BENCH_REPORT'] ?? '', String(performance.now() - started));
}
