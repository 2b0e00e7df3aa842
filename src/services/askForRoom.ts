import * as vscode from 'vscode';
import type { EvictionPlan } from '../library/eviction.ts';
import { library as texts } from '../platform/messages/commands.ts';
import { megabyte } from '../platform/settings.ts';
import { showMessage } from '../platform/show.ts';

/** Says which pictures would go so that the library fits its limit. @returns whether the user lets them go */
export async function askForRoom(plan: EvictionPlan, limitBytes: number): Promise<boolean> {
  let mayRemove = false;
  const remove = { label: texts.remove(), run: () => (mayRemove = true) };
  const raise = { label: texts.raiseLimit(), run: openLimitSetting };
  const limit = megabytes(limitBytes);
  const canGo = plan.evictions.length > 0;
  const said = canGo
    ? texts.overLimit(limit, plan.pictures, megabytes(plan.bytes))
    : texts.overLimitForGood(limit);
  const more = canGo && plan.over > 0 ? ` ${texts.staysOver(megabytes(plan.over))}` : '';
  await showMessage('warn', said + more, canGo ? [remove, raise] : [raise]);
  return mayRemove;
}

function openLimitSetting(): Thenable<unknown> {
  return vscode.commands.executeCommand('workbench.action.openSettings', '@id:easel.library.limitMB');
}

/** At least 1, so that little is not called nothing. */
function megabytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / megabyte));
}
