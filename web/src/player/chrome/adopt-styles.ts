/**
 * Media Chrome under a Content-Security-Policy without 'unsafe-inline'. Its elements write `<style>` into their shadow roots,
 * which such a policy ignores. Here each class gets its styles as an adopted style sheet instead, and an empty `<style>` for
 * the rules that it adds while it runs; nginx allows the hash of the empty string, and with it nothing else
 * (docs/decisions/0029-player-chrome.md).
 */

/** A class of Media Chrome: its template is a static method, its constructor attaches the shadow root. */
export interface TemplatedElement {
  readonly prototype: HTMLElement;
  getTemplateHTML: (attributes: Record<string, string>) => string;
}

export interface SplitTemplate {
  /** Without styles and without the shadow roots of inner elements, which attach their own. */
  readonly html: string;
  readonly css: string;
}

/** What is adopted would come after the rules of the empty `<style>`, and win over them, were it not in a layer. */
const layered = (css: string): string => `@layer media-chrome {${css}}`;

/** Parts a template; nothing of it takes effect on the way. */
export const splitTemplate = (html: string): SplitTemplate => {
  const template = document.createElement('template');
  template.innerHTML = html;
  const { content } = template;
  for (const inner of content.querySelectorAll('template')) inner.remove();
  const styles = [...content.querySelectorAll('style')];
  for (const style of styles) style.remove();
  return {
    html: `<style></style>${template.innerHTML}`,
    css: styles.map(({ textContent }) => textContent).join('\n'),
  };
};

/** To be called before the first element of the class is made. */
export const adoptStyles = (elementClass: TemplatedElement): void => {
  const getTemplateHTML = elementClass.getTemplateHTML.bind(elementClass);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(layered(splitTemplate(getTemplateHTML({})).css));
  elementClass.getTemplateHTML = (attributes) => splitTemplate(getTemplateHTML(attributes)).html;
  elementClass.prototype.attachShadow = function attachShadow(options) {
    const root = HTMLElement.prototype.attachShadow.call(this, options);
    root.adoptedStyleSheets = [sheet];
    return root;
  };
};
