/** Megabytes of a file; what is larger may take the page's memory when it is unpacked. */
const MOST = 20;

/** The picture in a file. @throws with a sentence for the visitor when there is none, or one that is too large. */
export async function readPicture(file: Blob & { name?: string }): Promise<HTMLImageElement> {
  const megabytes = file.size / 1e6;
  if (megabytes > MOST) {
    throw new Error(
      `“${file.name || 'This'}” is ${Math.round(megabytes)} MB. Pictures of up to ${MOST} MB are read: save it smaller.`,
    );
  }
  const address = URL.createObjectURL(file);
  try {
    return await decoded(address);
  } catch {
    throw new Error(
      `“${file.name || 'This'}” is no picture that this browser can read. PNG, JPEG, WebP, GIF and SVG work.`,
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The picture at an address of another site. @throws with a sentence for the visitor when it may not be read. */
export async function fetchPicture(address: string): Promise<HTMLImageElement> {
  return decoded(address, 'anonymous').catch(() => {
    throw new Error(
      'There is no picture that this page may read. Save the picture, then drop the file here.',
    );
  });
}

async function decoded(address: string, crossOrigin: string | null = null): Promise<HTMLImageElement> {
  const picture = new Image();
  picture.crossOrigin = crossOrigin;
  picture.src = address;
  await picture.decode();
  // A drawing in SVG need not say how large it is.
  picture.width = picture.naturalWidth || 512;
  picture.height = picture.naturalHeight || 512;
  return picture;
}
