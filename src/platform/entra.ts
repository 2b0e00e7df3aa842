import * as vscode from 'vscode';
import { ImageError } from '../images/errors.ts';

/** What a token for Azure's models may be used for, and nothing else. */
const scopes = ['https://cognitiveservices.azure.com/.default'];

/** A token of the user's Microsoft account for Azure's models; asks to sign in. @throws ImageError `authentication` */
export async function azureToken(): Promise<string> {
  try {
    const session = await vscode.authentication.getSession('microsoft', scopes, { createIfNone: true });
    return session.accessToken;
  } catch (cause) {
    throw new ImageError({ kind: 'authentication', host: 'Microsoft' }, { cause });
  }
}
