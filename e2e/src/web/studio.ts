/** The studio of one stream, as its owner works it. */
import type { Locator, Page } from 'playwright-core';
import type { Visitor } from './visitor.ts';

export interface NewStream {
  readonly title: string;
  readonly isPrivate?: boolean;
}

/** Heights and kilobits of small rungs: what counts here is not how well it encodes. */
const smallRungs = [
  ['360', '700'],
  ['180', '200'],
] as const;

/** Makes the qualities that the form shows the small ones. */
const chooseSmallRungs = async (form: Locator): Promise<void> => {
  await form.getByRole('radio', { name: /^My own/ }).check();
  const remove = form.getByRole('button', { name: /^Remove quality/ });
  while ((await remove.count()) > smallRungs.length) await remove.last().click();
  if ((await remove.count()) < smallRungs.length) await form.getByRole('button', { name: 'Add a quality' }).click();
  for (const [place, [height, bitrate]] of smallRungs.entries()) {
    const rung = form.getByRole('group', { name: `Quality ${place + 1}` });
    await rung.getByRole('textbox', { name: 'Height' }).fill(height);
    await rung.getByRole('textbox', { name: 'Kbit/s' }).fill(bitrate);
  }
};

const chooseFastEncoding = async (form: Locator): Promise<void> => {
  await form.getByText(/^Advanced/).click();
  await form.getByRole('combobox', { name: 'Encoding preset' }).selectOption('ultrafast');
};

/** See the file header. */
export class Studio {
  readonly page: Page;
  readonly #visitor: Visitor;

  private constructor(visitor: Visitor) {
    this.page = visitor.page;
    this.#visitor = visitor;
  }

  /** Creates a stream by the form; ends in its studio. */
  static async create(visitor: Visitor, { title, isPrivate = false }: NewStream): Promise<Studio> {
    const { page } = visitor;
    await page.getByRole('banner').getByRole('link', { name: 'Studio' }).click();
    await page.getByRole('button', { name: /^Create (?:your first|a) stream$/ }).click();
    const form = page.getByRole('dialog', { name: 'Create a stream' });
    await form.getByRole('textbox', { name: 'Title' }).fill(title);
    if (isPrivate) await form.getByRole('radio', { name: /^Private/ }).check();
    await chooseSmallRungs(form);
    await chooseFastEncoding(form);
    await form.getByRole('button', { name: 'Create the stream' }).click();
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    return new Studio(visitor);
  }

  #part(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Waits until the page says that the stream stands so: Ready, Live, Reconnecting, Closed … */
  async waitForStanding(standing: string): Promise<void> {
    await this.page.getByRole('status').getByText(standing, { exact: true }).first().waitFor();
  }

  /** Copies the address for encoders from its field. */
  async copyAddress(): Promise<string> {
    await this.#part('Connect your encoder').getByRole('button', { name: 'Copy Server' }).click();
    return this.#visitor.readClipboard();
  }

  /** What the field shows when it is asked to. */
  async revealAddress(): Promise<string> {
    const part = this.#part('Connect your encoder');
    await part.getByRole('button', { name: 'Show Server' }).click();
    const shown = await part.getByRole('textbox', { name: 'Server' }).inputValue();
    await part.getByRole('button', { name: 'Hide Server' }).click();
    return shown;
  }

  async rotateKey(): Promise<void> {
    await this.#part('Connect your encoder').getByRole('button', { name: 'Rotate the key' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Rotate the key' }).click();
    await this.page.getByText('The key is new: copy it into your encoder before its next start.').waitFor();
  }

  /** Something that the health says. */
  health(text: string): Locator {
    return this.#part('Health').getByText(text, { exact: true });
  }

  /** The chart of a series; its name says what is now. */
  chart(series: string): Locator {
    return this.#part('Health').getByRole('img', { name: new RegExp(`^${series} over`) });
  }

  /** The page of the stream for viewers, as a path. */
  async viewersPath(): Promise<string> {
    const path = await this.page.getByRole('link', { name: 'Viewers’ page' }).getAttribute('href');
    if (path === null) throw new Error('The studio has no link to the viewers’ page');
    return path;
  }

  async endSession(): Promise<void> {
    await this.page.getByRole('button', { name: 'End the session' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'End the session' }).click();
    await this.waitForStanding('Closed');
  }

  /** Changes the settings by their form. */
  async change({ title, isPrivate }: Partial<NewStream>): Promise<void> {
    await this.#part('Settings').getByRole('button', { name: 'Change' }).click();
    const form = this.page.getByRole('dialog', { name: 'Change the stream' });
    if (title !== undefined) await form.getByRole('textbox', { name: 'Title' }).fill(title);
    if (isPrivate !== undefined) await form.getByRole('radio', { name: isPrivate ? /^Private/ : /^Public/ }).check();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
  }

  /** The recording of the stream's only session. */
  recording(): Locator {
    return this.#part('Recordings').getByRole('article');
  }

  /** Deletes the stream; ends at the list of streams. */
  async delete(): Promise<void> {
    await this.#part('Settings').getByRole('button', { name: 'Delete' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Delete the stream' }).click();
    await this.page.getByRole('heading', { name: 'Studio', level: 1 }).waitFor();
  }
}
