/// <reference lib="dom" />
/**
 * Goes through a page by the Tab key alone. Kept in the page is what was met; at the end that is compared with what a pointer could
 * work there, in the shadow trees of the player's controls too.
 */
import type { Page } from 'playwright-core';

export interface Walk {
  /** What was met, in order, as a reader of the test knows it. */
  readonly met: readonly string[];
  /** What can be worked and was not met. */
  readonly missed: readonly string[];
  /** Places where the walk went backwards in the page. */
  readonly backwards: readonly string[];
}

interface Walker {
  readonly begin: () => void;
  /** False when the walk is over: the page's end was met. */
  readonly look: () => boolean;
  readonly end: () => Walk;
}

/** More than any page has. */
const mostSteps = 500;

/** Runs in the page. Everything it needs is in it. */
const installWalker = (): void => {
  const met: Element[] = [];
  const focused = (): Element | null => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element === document.body ? null : element;
  };
  const nameOf = (element: Element): string => {
    const host = element.getRootNode() instanceof ShadowRoot ? (element.getRootNode() as ShadowRoot).host : element;
    const name = host.getAttribute('aria-label') ?? element.getAttribute('aria-label') ?? element.textContent ?? '';
    return `${host.localName} ${name.trim().replaceAll(/\s+/g, ' ').slice(0, 60) || element.getAttribute('name') || element.id}`;
  };
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest('[inert]') &&
    !element.matches(':disabled');
  const isFirstOfGroup = (element: Element): boolean => {
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
    const group = [...document.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${element.name}"]`)];
    const mine = group.filter((radio) => radio.form === element.form);
    return (mine.find(({ checked }) => checked) ?? mine[0]) === element;
  };
  const workable = (root: Document | ShadowRoot | Element): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => {
      const inside = element.shadowRoot ? workable(element.shadowRoot) : [];
      const isControl = element.matches('a[href], button, input, select, textarea, summary, [tabindex]');
      const isMine = isControl && element instanceof HTMLElement && element.tabIndex >= 0;
      return [...(isMine && isShown(element) && isFirstOfGroup(element) ? [element] : []), ...inside];
    });
  /** A host of a shadow tree stands for what is in it. */
  const inPage = (element: Element): Element => {
    let place = element;
    for (let root = place.getRootNode(); root instanceof ShadowRoot; root = place.getRootNode()) place = root.host;
    return place;
  };
  const isBefore = (one: Element, other: Element): boolean =>
    Boolean(inPage(one).compareDocumentPosition(inPage(other)) & Node.DOCUMENT_POSITION_FOLLOWING);
  const walker: Walker = {
    begin: () => {
      met.length = 0;
      // Where the focus was last is where Tab goes on from, unless it is taken from there.
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
    },
    look: () => {
      const element = focused();
      if (!element || met.includes(element)) return false;
      met.push(element);
      return true;
    },
    end: () => {
      const dialog = document.querySelector('dialog[open]');
      const hosts = met.map(inPage);
      const missed = workable(dialog ?? document).filter((each) => !met.includes(each) && !hosts.includes(each));
      const pairs = met.slice(1).map((each, place) => [met[place] ?? each, each] as const);
      const back = pairs.filter(([one, next]) => inPage(one) !== inPage(next) && !isBefore(one, next));
      const tell = ([one, next]: readonly [Element, Element]): string => `${nameOf(one)} → ${nameOf(next)}`;
      return { met: met.map(nameOf), missed: missed.map(nameOf), backwards: back.map(tell) };
    },
  };
  Object.assign(globalThis, { walker });
};

/** See the file header. It begins at the page's top, or where an open dialog has the focus. */
export const walkByTab = async (page: Page, from: 'top' | 'here' = 'top'): Promise<Walk> => {
  await page.evaluate(installWalker);
  if (from === 'top') {
    await page.evaluate('globalThis.walker.begin()');
    await page.keyboard.press('Tab');
  }
  for (let step = 0; step < mostSteps; step += 1) {
    if (!(await page.evaluate('globalThis.walker.look()'))) break;
    await page.keyboard.press('Tab');
  }
  return page.evaluate('globalThis.walker.end()') as Promise<Walk>;
};
