// Showing an address to the person, where there is a screen to show it on.
import { spawn } from 'node:child_process';
import process from 'node:process';

/** Opens the default browser; does nothing without a display or in a pipeline, and never fails. */
export function openInBrowser(address: string): void {
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '';
  if (process.env['CI'] !== undefined || !process.stdout.isTTY) return;
  if (process.platform === 'linux' && display === '') return;
  const [command, ...args] = opener();
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.once('error', () => undefined); // The address is on the screen anyway.
  child.unref();
}

function opener(): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open'];
  return process.platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open'];
}
