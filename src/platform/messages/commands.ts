import { l10n } from 'vscode';

// What commands ask and say. Texts from outside are arguments; what shows them makes them plain.

/** Buttons. */
export const buttons = {
  show: () => l10n.t('Show'),
  open: () => l10n.t('Open'),
  copyPath: () => l10n.t('Copy Path'),
  send: () => l10n.t('Send'),
  make: () => l10n.t('Make Them'),
  overwrite: () => l10n.t('Replace'),
} as const;

/** The pick that asks for words and starts a run. */
export const words = {
  generateTitle: () => l10n.t('Generate Image'),
  variationsTitle: (name: string) => l10n.t('Create Variations of {0}', name),
  editTitle: (name: string) => l10n.t('Edit {0}', name),
  generatePlaceholder: () => l10n.t('Describe the picture'),
  variationsPlaceholder: () =>
    l10n.t('Say what should be different, or pick directions below; the first row starts'),
  editPlaceholder: () => l10n.t('Say what should change'),
  earlier: () => l10n.t('Earlier prompts'),
  useEarlier: () => l10n.t('Enter takes it over; nothing is sent yet'),
  goGenerate: (count: number) =>
    count === 1 ? l10n.t('Generate 1 image') : l10n.t('Generate {0} images', count),
  goVariations: (count: number) =>
    count === 1 ? l10n.t('Create 1 variation') : l10n.t('Create {0} variations', count),
  goEdit: (count: number) => (count === 1 ? l10n.t('Make 1 edit') : l10n.t('Make {0} edits', count)),
  about: (price: string) => l10n.t('about {0}', price),
  aboutAndInput: (price: string) => l10n.t('about {0} and what the pictures sent cost', price),
  priceUnknown: () => l10n.t('price unknown'),
  countButton: (count: number) => l10n.t('Number of images: {0}', count),
  sizeButton: (size: string) => l10n.t('Size: {0}', size),
  modelButton: (model: string) => l10n.t('Model: {0}', model),
  serverDecides: () => l10n.t('the server decides'),
  countTitle: () => l10n.t('How many images?'),
  sizeTitle: () => l10n.t('Size in pixels'),
  otherSize: () => l10n.t('Other size…'),
  otherSizePrompt: () => l10n.t('Width and height in pixels, as in 1536x1024'),
  sizeInCode: (file: string, line: number) => l10n.t('as {0}, line {1} shows it', file, line),
  denseSizeInCode: (file: string, line: number) =>
    l10n.t('twice what {0}, line {1} shows, for dense screens', file, line),
  sizesInCode: () => l10n.t('Sizes in your code: cut and scaled to exactly that'),
  sizesOfModel: () => l10n.t('Sizes of the model'),
  defaultSize: () => l10n.t('Not set: the server decides'),
} as const;

/** Picks of models, providers and keys. */
export const setup = {
  modelTitle: () => l10n.t('Choose a Model'),
  modelLoading: (host: string) => l10n.t('Asking {0} for its models…', host),
  refreshModels: () => l10n.t('Ask the server again'),
  otherModel: () => l10n.t('Other model…'),
  otherModelPrompt: () => l10n.t('Model id, exactly as the server spells it'),
  defaultModel: (model: string) => l10n.t('{0} (default)', model),
  modelsFailed: (why: string) => l10n.t('The list of models could not be fetched: {0}', why),
  imageModels: () => l10n.t('Image models'),
  otherModels: () => l10n.t('Other models of this server'),
  shutdown: (date: string) => l10n.t('ends on {0}', date),
  current: () => l10n.t('current'),
  modelChosen: (model: string) => l10n.t('Easel now uses {0}.', model),
  providerTitle: () => l10n.t('Where Should Pictures Be Made?'),
  openai: () => l10n.t('OpenAI'),
  openaiDetail: () => l10n.t('With your own key, billed by OpenAI'),
  region: () => l10n.t('OpenAI, in a region'),
  regionDetail: () => l10n.t('Hosts that keep data in one region, for accounts that have it'),
  regionTitle: () => l10n.t('Which Region?'),
  azure: () => l10n.t('Azure OpenAI'),
  azureDetail: () => l10n.t('A deployment in a resource of yours, with a key or your Microsoft account'),
  azureUrlPrompt: () => l10n.t('Address of the resource, for example https://my-resource.openai.azure.com'),
  azureEntranceTitle: () => l10n.t('How Do You Sign In?'),
  azureKey: () => l10n.t('With a key of the resource'),
  azureEntra: () => l10n.t('With a Microsoft account (Entra ID)'),
  azureEntraDetail: () => l10n.t('The token goes to Azure’s own hosts only'),
  deploymentTitle: () => l10n.t('Name of the Deployment'),
  deploymentPrompt: () => l10n.t('As it is called in the resource; Azure takes it for the model'),
  compatible: () => l10n.t('Compatible server'),
  compatibleDetail: () => l10n.t('Any server with the same API, on this machine or elsewhere'),
  offline: () => l10n.t('Offline placeholders'),
  offlineDetail: () => l10n.t('Painted on this machine; free, nothing is sent'),
  firstRunTitle: () => l10n.t('Easel needs a place to make pictures'),
  enterKey: () => l10n.t('Enter an OpenAI key'),
  enterKeyDetail: () =>
    l10n.t('Get one at platform.openai.com/api-keys; it stays in the editor’s secret storage'),
  getKey: () => l10n.t('Where to get a key'),
  useCompatible: () => l10n.t('Use a compatible server'),
  tryOffline: () => l10n.t('Try offline with placeholders'),
  keyTitle: (host: string) => l10n.t('API Key for {0}', host),
  keyPrompt: (baseUrl: string) =>
    l10n.t('It is kept in the editor’s secret storage and sent to {0} only.', baseUrl),
  keyOptional: () => l10n.t('Leave empty if this server needs none.'),
  keyMalformed: () => l10n.t('A key has no spaces, line breaks or letters outside of ASCII.'),
  keySaved: (host: string) => l10n.t('The key for {0} is stored.', host),
  keyCleared: (host: string) => l10n.t('The key for {0} is gone.', host),
  noKeys: () => l10n.t('No API key is stored.'),
  clearTitle: () => l10n.t('Clear Which API Key?'),
  environmentKey: () =>
    l10n.t('Easel uses the key in the environment variable OPENAI_API_KEY for OpenAI’s own hosts.'),
  offlineNeedsNoKey: () => l10n.t('Offline placeholders need no key. Choose a provider first.'),
  baseUrlTitle: () => l10n.t('Address of the Server'),
  baseUrlPrompt: () => l10n.t('Up to and including the version, for example http://127.0.0.1:8080/v1'),
  testing: (host: string) => l10n.t('Asking {0}…', host),
  providerReady: (label: string, models: number) =>
    models === 1
      ? l10n.t('{0} answers and lists 1 model.', label)
      : l10n.t('{0} answers and lists {1} models.', label, models),
  providerAnswers: (label: string) =>
    l10n.t(
      '{0} answers, but lists no models there. Check that the address ends with the version, such as /v1.',
      label,
    ),
  providerSilent: (label: string, why: string) =>
    l10n.t('{0} is chosen, but it does not answer as it should: {1}', label, why),
  offlineChosen: () => l10n.t('Easel now paints placeholders on this machine.'),
} as const;

/** Picks and questions about files. */
export const files = {
  pickTitle: () => l10n.t('Choose a Picture'),
  pickPlaceholder: () => l10n.t('Pictures of this workspace'),
  pickSeveral: () => l10n.t('Choose several'),
  noPictures: () =>
    l10n.t('This workspace has no PNG, JPEG or WebP. Open a folder that has one, or generate one first.'),
  current: () => l10n.t('open in the editor'),
  leftOut: (names: string) => l10n.t('Left out, as they are not PNG, JPEG or WebP: {0}', names),
  sendQuestion: (host: string) => l10n.t('Send to {0}?', host),
  sendDetail: (names: string) => l10n.t('These files are sent: {0}', names),
  manyQuestion: (count: number) => l10n.t('Make {0} pictures?', count),
  priceDetail: (price: string) => l10n.t('Estimated price: {0}', price),
  priceAndInput: (price: string) => l10n.t('Estimated price: {0}, and what the pictures sent cost', price),
  priceUnknown: () => l10n.t('The price is not known for this model.'),
  folderTitle: () => l10n.t('Save in Which Folder?'),
  saveAsTitle: () => l10n.t('Save Image As'),
  saved: (label: string) => l10n.t('Saved {0}', label),
  savedAs: (label: string, type: string) =>
    l10n.t('Saved {0}. The picture is a {1}, so the name ends that way.', label, type),
  replaceQuestion: (name: string) => l10n.t('Replace {0}?', name),
  replaceDetail: () => l10n.t('A file of that name is there already.'),
  missing: () => l10n.t('The picture is not in the library any more.'),
  liesAt: (path: string) => l10n.t('The picture is at {0}', path),
  stillRunning: () => l10n.t('A run that is under way cannot be deleted. Cancel it first.'),
  runsElsewhere: () => l10n.t('Another window is at work on this run. Wait for it, or cancel it there.'),
  savedSeveral: (count: number, labels: string) => l10n.t('Saved {0} pictures: {1}', count, labels),
  noEditor: () =>
    l10n.t('Open the file the picture belongs into and put the cursor where its reference should go.'),
  notInserted: (label: string) => l10n.t('{0} could not be changed. Is it read-only?', label),
  insertTitle: () => l10n.t('Insert a Reference'),
  insertPlaceholder: () => l10n.t('Pictures made in this workspace, the newest saved one first'),
  notSaved: () => l10n.t('Not saved yet: it is saved first'),
  nothingMade: () => l10n.t('Nothing was made in this workspace yet. Run Easel: Generate Image… first.'),
  copyFailed: () =>
    l10n.t('The picture could not be copied. Click into the contact sheet once and try again.'),
} as const;

/** Progress and end of runs. */
export const runs = {
  generating: (count: number) =>
    count === 1 ? l10n.t('Generating 1 image') : l10n.t('Generating {0} images', count),
  varying: (name: string) => l10n.t('Creating variations of {0}', name),
  editing: (name: string) => l10n.t('Editing {0}', name),
  progress: (done: number, count: number) => l10n.t('{0} of {1} ready', done, count),
  done: (count: number) =>
    count === 1 ? l10n.t('1 picture is ready.') : l10n.t('{0} pictures are ready.', count),
  variationsMissing: (host: string) =>
    l10n.t(
      '{0} has no variations endpoint. Easel makes variations there with the edits endpoint from now on.',
      host,
    ),
  damaged: () =>
    l10n.t(
      'A part of the picture library could not be read or written; the log says which. Everything else is unharmed.',
    ),
} as const;

/** The size of the library. */
export const library = {
  remove: () => l10n.t('Remove Them'),
  raiseLimit: () => l10n.t('Raise Limit…'),
  overLimit: (limit: number, count: number, megabytes: number) =>
    count === 1
      ? l10n.t(
          'The picture library is over its limit of {0} MB. The oldest picture that is neither saved nor kept can go ({1} MB).',
          limit,
          megabytes,
        )
      : l10n.t(
          'The picture library is over its limit of {0} MB. The {1} oldest pictures that are neither saved nor kept can go ({2} MB).',
          limit,
          count,
          megabytes,
        ),
  staysOver: (megabytes: number) =>
    l10n.t('It is still {0} MB over the limit then; the rest is saved, kept or being worked on.', megabytes),
  overLimitForGood: (limit: number) =>
    l10n.t(
      'The picture library is over its limit of {0} MB, and all of it is saved, kept or being worked on.',
      limit,
    ),
} as const;
