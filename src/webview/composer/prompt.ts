import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { maxPromptLength } from '../../images/draft.ts';
import { earlierPrompts, problemId, type Desk } from './fields.ts';

/** The words: they grow; Enter is a new line, Ctrl or Cmd with it runs, arrows at the ends recall earlier ones. */
export function prompt({ ui, draft, view, strings, problems }: Desk): TemplateResult {
  const wrong = problems.has('prompt');
  return html`<textarea
    class="composer-prompt"
    rows="2"
    maxlength=${maxPromptLength}
    aria-label=${strings['composer.prompt']}
    aria-invalid=${wrong ? 'true' : 'false'}
    aria-describedby=${wrong ? problemId('prompt') : 'composer-hint'}
    placeholder=${view.references.length > 0 ? strings['composer.promptHintEdit'] : strings['composer.promptHint']}
    .value=${live(draft.prompt)}
    @input=${(event: Event) => {
      if (event.target instanceof HTMLTextAreaElement) {
        ui.dispatch({ type: 'composer.typed', prompt: event.target.value });
      }
    }}
    @keydown=${(event: KeyboardEvent) => onKey(event)}
  ></textarea>`;

  function onKey(event: KeyboardEvent): void {
    if (event.isComposing || !(event.target instanceof HTMLTextAreaElement)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      // A key that is held down is one press, and every run costs.
      if (!event.repeat) ui.act({ type: 'composer.run' });
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') recall(event, event.target);
  }

  function recall(event: KeyboardEvent, field: HTMLTextAreaElement): void {
    const older = event.key === 'ArrowUp';
    // While walking through earlier prompts the next arrow goes on, wherever the first put the cursor.
    const walking = ui.state.composer.recalled !== undefined;
    const atStart = field.selectionStart === 0 && field.selectionEnd === 0;
    if (!walking && !(older && atStart)) return;
    event.preventDefault();
    ui.dispatch({ type: 'composer.recalled', older, earlier: earlierPrompts(ui.state.runs) });
    // At the end it can be written on at once.
    field.setSelectionRange(field.value.length, field.value.length);
  }
}
