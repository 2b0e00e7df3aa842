/**
 * Puts a picture on the clipboard as PNG, the only picture format it takes; a PNG goes as it is.
 * Must start in the handler of the user's gesture: the browser wants to see the two together.
 */
export async function copyPicture(uri: string, png: boolean): Promise<void> {
  const blob = png ? fetchPng(uri) : convertToPng(uri);
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
}

async function fetchPng(uri: string): Promise<Blob> {
  const response = await fetch(uri);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new Blob([await response.arrayBuffer()], { type: 'image/png' });
}

async function convertToPng(uri: string): Promise<Blob> {
  const image = new Image();
  // Without this the canvas would count as another site's and could not be read.
  image.crossOrigin = 'anonymous';
  image.src = uri;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('not converted'))), 'image/png');
  });
}
