import * as vscode from 'vscode';

/** What a token for Azure's models may be used for, and nothing else. */
const scopes = ['https://cognitiveservices.azure.com/.default'];

/** A token of the user's Microsoft account for Azure's models; asks to sign in. @throws when the user refuses */
export async function azureToken(): Promise<string> {
  const session = await vscode.authentication.getSession('microsoft', scopes, { createIfNone: true });
  return session.accessToken;
}
