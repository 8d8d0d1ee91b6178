/** A user of the api, from registering to when nothing of theirs is left. */
import {
  type RecordingAnswer,
  recordingListAnswer,
  type StreamAnswer,
  sessionAnswer,
  streamListAnswer,
  type VideoAnswer,
  videoListAnswer,
} from './api-answers.ts';
import { ApiClient } from './api-client.ts';
import { deleteAccount } from './delete-account.ts';
import { inventAccount, type TestAccount } from './test-account.ts';

/** See the file header. The access token lasts ten minutes: longer than any test. */
export class ApiUser extends ApiClient {
  readonly id: string;
  readonly username: string;
  readonly token: string;

  private constructor(account: { readonly id: string; readonly username: string; readonly token: string }) {
    super(account);
    ({ id: this.id, username: this.username, token: this.token } = account);
  }

  /** Registers `<name>-<random>`. */
  static async register(name: string): Promise<ApiUser> {
    const account = inventAccount(name);
    const { json } = await new ApiClient().do('POST', '/auth/register', account);
    const { user, accessToken } = sessionAnswer.parse(json);
    return new ApiUser({ id: user.id, username: account.username, token: accessToken });
  }

  /** Undefined when there is no such account. */
  static async logIn({ username, password }: TestAccount): Promise<ApiUser | undefined> {
    const { status, json } = await new ApiClient().ask('POST', '/auth/login', { login: username, password });
    if (status === 401) return undefined;
    const { user, accessToken } = sessionAnswer.parse(json);
    return new ApiUser({ id: user.id, username, token: accessToken });
  }

  async streams(): Promise<readonly StreamAnswer[]> {
    return (await this.read(streamListAnswer, '/streams?owner=me&limit=100')).items;
  }

  async recordings(): Promise<readonly RecordingAnswer[]> {
    return (await this.read(recordingListAnswer, '/recordings?owner=me&limit=100')).items;
  }

  async videos(): Promise<readonly VideoAnswer[]> {
    return (await this.read(videoListAnswer, '/videos?owner=me&limit=100')).items;
  }

  /** Deletes what the user has, then the account. What is in namespaces that are not the api's goes with these. */
  async remove(): Promise<void> {
    const streams = await this.streams();
    for (const { id } of streams) await this.ask('DELETE', `/streams/${id}`);
    for (const { id } of await this.recordings()) await this.ask('DELETE', `/recordings/${id}`);
    for (const { id } of await this.videos()) await this.do('DELETE', `/videos/${id}`);
    await deleteAccount(this.username);
  }
}
