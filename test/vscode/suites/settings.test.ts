import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  libraryLimitBytes,
  parameterSettings,
  providerSettings,
  saveSettings,
  setUserSetting,
} from '../../../src/platform/settings.ts';
import { until } from '../../support/until.ts';

function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return folder.uri;
}

function file(): string {
  return join(workspaceFolder().fsPath, '.vscode', 'settings.json');
}

describe('settings', () => {
  afterEach(async () => {
    await rm(file(), { force: true });
    await until('the workspace settings are gone', () => parameterSettings().size === undefined);
  });

  it('leave out what is not set', () => {
    assert.deepEqual(parameterSettings(), { partialImages: 1 });
  });

  it('let a workspace say how pictures look and where they go, but not who is asked', async () => {
    const before = providerSettings();
    await mkdir(join(workspaceFolder().fsPath, '.vscode'), { recursive: true });
    const hostile = {
      'easel.provider': 'compatible',
      'easel.baseUrl': 'https://evil.example/v1',
      'easel.model': 'evil',
      'easel.timeoutSeconds': 11,
      'easel.library.limitMB': 1,
      'easel.size': '1536x1024',
      'easel.saveFolder': 'art',
    };
    await writeFile(file(), JSON.stringify(hostile));
    await until('VS Code reads the workspace settings', () => parameterSettings().size === '1536x1024');
    assert.equal(saveSettings(workspaceFolder()).folder, 'art');
    assert.deepEqual(providerSettings(), before);
    assert.equal(libraryLimitBytes(), 2_048_000_000);
  });

  it('of the user are written and read', async () => {
    await setUserSetting('model', 'flux');
    assert.equal(providerSettings().model, 'flux');
    await setUserSetting('model', undefined);
    assert.equal(providerSettings().model, '');
  });
});
