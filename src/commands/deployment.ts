import * as vscode from 'vscode';
import { setup } from '../platform/messages/commands.ts';

/**
 * Asks for the name of a deployment, which Azure takes for the model: what a resource lists are the models that
 * could be deployed there. Undefined when the user left it.
 */
export async function askDeployment(current: string | undefined): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: setup.deploymentTitle(),
    prompt: setup.deploymentPrompt(),
    value: current ?? '',
    ignoreFocusOut: true,
  });
  return typed?.trim() || undefined;
}
