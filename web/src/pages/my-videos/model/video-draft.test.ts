import { describe, expect, it } from 'vitest';
import { aVideo } from '../../../videos/testing/a-video.ts';
import { changeOf, draftErrors, draftOf, errorsByField } from './video-draft.ts';

const video = aVideo({ title: 'Bars', description: 'A tone', tags: ['a', 'b'], category: 'test' });
const draft = draftOf(video);

describe('draftOf', () => {
  it('has a text for no category', () => {
    expect(draftOf(aVideo({ category: null })).category).toBe('');
  });
});

describe('draftErrors', () => {
  it.each([
    [{}, {}],
    [{ title: '  ' }, { title: 'Say what the video is called' }],
    [{ title: 'x'.repeat(201) }, { title: 'A title has at most 200 characters' }],
    [{ description: 'x'.repeat(5001) }, { description: 'A description has at most 5000 characters: these are 5001' }],
    [{ category: '' }, {}],
    [{ category: 'Board Games' }, {}],
    [{ typedTags: 'c, d' }, {}],
    [{ typedTags: '日本' }, { tags: 'A tag is made of letters a to z and digits' }],
    [{ category: '日本' }, { category: 'A category is made of letters a to z and digits' }],
  ])('of %j are %j', (change, errors) => {
    expect(draftErrors({ ...draft, ...change })).toEqual(errors);
  });
});

describe('changeOf', () => {
  it.each([
    [{}, undefined],
    [{ title: ' Bars ' }, undefined],
    [{ tags: ['b', 'a'] }, undefined],
    [{ title: 'Colour bars' }, { title: 'Colour bars' }],
    [{ tags: ['b'] }, { tags: ['b'] }],
    [{ typedTags: 'a' }, undefined],
    [{ typedTags: 'C' }, { tags: ['a', 'b', 'c'] }],
    [{ category: 'Board Games' }, { category: 'board-games' }],
    [{ category: ' ' }, { category: null }],
    [
      { visibility: 'private', description: '' },
      { visibility: 'private', description: '' },
    ],
  ] as const)('of %j is %j', (edit, change) => {
    expect(changeOf(video, { ...draft, ...edit })).toEqual(change);
  });
});

describe('errorsByField', () => {
  it('names the field of an entry', () => {
    expect(errorsByField({ 'tags.3': 'is too long', title: 'must not be empty' })).toEqual({
      tags: 'is too long',
      title: 'must not be empty',
    });
  });
});
