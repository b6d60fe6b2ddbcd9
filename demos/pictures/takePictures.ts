import { isAnimated } from './isAnimated.ts';
import { fetchPicture, readPicture } from './readPicture.ts';

export interface Visitors {
  /** Shows a picture. */
  readonly take: (picture: HTMLImageElement, caption: string) => void;
  /** Says a sentence about what went wrong. */
  readonly say: (sentence: string) => void;
  /** Takes text that was dropped or pasted, where a page can show it. */
  readonly write?: (text: string) => void;
}

/** Pictures that visitors drop on the page, paste or choose. */
export function takePictures({ take: show, say, write }: Visitors): void {
  const take = async (name: string, picture: Promise<HTMLImageElement>, moves?: Promise<boolean>) => {
    try {
      const image = await picture;
      const note = moves && (await moves) ? ' It moves; this is its first frame.' : '';
      show(image, `*${name.replaceAll('*', '∗')}*, yours. It stays on this device.${note}`);
    } catch (error) {
      say((error as Error).message);
    }
  };
  const takeFile = (file: File) => take(file.name || 'A picture', readPicture(file), isAnimated(file));

  /** The first thing of a drop or a clipboard that can be shown. @returns whether there is one */
  const takeData = (data: DataTransfer | null): boolean => {
    const file = data?.files[0];
    const address = data?.getData('text/uri-list').split('\n')[0];
    const text = data?.getData('text/plain').trim();
    if (file) void takeFile(file);
    else if (address) void take('A picture', fetchPicture(address));
    else if (text && write) write(text);
    return Boolean(file || address || (text && write));
  };

  addEventListener('dragover', event => {
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  addEventListener('dragleave', event => {
    if (!event.relatedTarget) document.body.classList.remove('dropping');
  });
  addEventListener('drop', event => {
    event.preventDefault();
    document.body.classList.remove('dropping');
    if (!takeData(event.dataTransfer)) say('Nothing of that can be shown. Drop a picture.');
  });
  addEventListener('paste', event => {
    const typing = event.target instanceof Element && event.target.closest('textarea, input');
    // Text that is pasted where one types is typed text.
    if (typing && !event.clipboardData?.files.length) return;
    if (takeData(event.clipboardData)) event.preventDefault();
  });

  const input = document.getElementById('file') as HTMLInputElement;
  document.getElementById('choose')?.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    if (input.files?.[0]) void takeFile(input.files[0]);
    // So that the same file may be chosen again.
    input.value = '';
  });
}
