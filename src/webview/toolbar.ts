/**
 * The keyboard of a toolbar (WAI-ARIA): one stop for Tab, arrows, Home and End inside it.
 * The last button that had the focus is the stop.
 */
export function onToolbarKey(event: KeyboardEvent): void {
  const toolbar = event.currentTarget;
  if (!(toolbar instanceof HTMLElement)) return;
  // What is left out for lack of room cannot take the focus.
  const buttons = [...toolbar.querySelectorAll('button')].filter(button => button.offsetParent !== null);
  const at = buttons.findIndex(button => button === document.activeElement);
  const next = buttons[target(event.key, at, buttons.length)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

/** Keeps the one Tab stop on the button that has the focus. */
export function onToolbarFocus(event: FocusEvent): void {
  const toolbar = event.currentTarget;
  if (!(toolbar instanceof HTMLElement)) return;
  for (const button of toolbar.querySelectorAll('button')) button.tabIndex = button === event.target ? 0 : -1;
}

/** The keyboard of a menu (WAI-ARIA): arrows, Home and End; Escape and Tab close it. */
export function onMenuKey(event: KeyboardEvent, close: () => void): void {
  const menu = event.currentTarget;
  if (!(menu instanceof HTMLElement)) return;
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    return close();
  }
  const items = [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const at = items.findIndex(item => item === document.activeElement);
  const next = items[target(event.key, at, items.length)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function target(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
