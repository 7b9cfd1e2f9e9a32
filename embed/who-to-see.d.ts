// The types of <who-to-see>, for TypeScript and for JSX. See docs/configuration.md and docs/events.md.

/** Someone whom a clinic can offer. */
export type Profession =
  | "doctor"
  | "sports_physician"
  | "physio"
  | "pelvic_physio"
  | "clinical_rehab"
  | "exercise_physiologist"
  | "post_rehab_trainer"
  | "personal_trainer";

/** What the clinic is and offers. Nothing here changes the advice. */
export interface WhoToSeeConfig {
  /** The clinic's name, at most 80 characters. */
  name?: string;
  /** Its telephone, 6 to 15 digits. */
  telephone?: string;
  /** The professions it offers. */
  services?: Profession[];
  /** A link for each profession, or one link for all services: https, tel or mailto. */
  booking?: string | Partial<Record<Profession, string>>;
  /** Whom the clinic trusts with what it does not offer: a name of at most 80 characters, and a link. */
  partners?: Partial<Record<Profession, { name: string; link: string }>>;
  /** Plain text of at most 300 characters. */
  texts?: {
    /** Stands beside the booking link. */
    offered?: string;
    /** Stands where the clinic does not offer what is advised. */
    not_offered?: string;
  };
}

/** How soon. */
export type Urgency = "call" | "go" | "today" | "days" | "weeks" | "ready";

/** What is in the detail of each event. */
export interface WhoToSeeEvents {
  "wts-ready": CustomEvent<{ readonly v: 1 }>;
  "wts-start": CustomEvent<{ readonly v: 1 }>;
  "wts-step": CustomEvent<{ readonly v: 1; readonly step: number }>;
  /** With the attribute `result-event` it holds health data. */
  "wts-complete": CustomEvent<{ readonly v: 1; readonly outcome?: string; readonly urgency?: Urgency }>;
  "wts-cta": CustomEvent<{ readonly v: 1 }>;
  "wts-error": CustomEvent<{ readonly v: 1; readonly code: string }>;
}

/** The element. */
export interface WhoToSeeElement extends HTMLElement {
  /** Read once, when the widget starts. */
  config?: WhoToSeeConfig | string;
  /** Brings the focus to the heading of the screen that stands. */
  focus(): void;
  /** Forgets every answer and begins again. */
  restart(): Promise<void>;
  addEventListener<K extends keyof WhoToSeeEvents>(
    type: K,
    listener: (this: WhoToSeeElement, event: WhoToSeeEvents[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The attributes, as JSX writes them. */
export interface WhoToSeeAttributes {
  /** Whose emergency numbers and services are shown, for example "GB". */
  region: string;
  "heading-level"?: 1 | 2 | 3 | 4 | 5 | "1" | "2" | "3" | "4" | "5";
  theme?: "auto" | "light" | "dark";
  preset?: "calm" | "warm" | "clear";
  lang?: string;
  languages?: string;
  /** Whether each screen is a step of the browser's Back. */
  history?: "auto" | "on" | "off";
  /** Whether a reload keeps the answers. */
  resume?: "on" | "off";
  /** For a device that strangers share: nothing is kept. */
  kiosk?: boolean | "";
  /** Keeps the answers of two widgets of a page apart. */
  id?: string;
  /** The property where there is one (React 19); else an address or JSON. */
  config?: WhoToSeeConfig | string;
  /** The number in the sentence that visitors read where the check cannot start. */
  telephone?: string;
  "base-url"?: string;
  /** Read docs/events.md before you set it: the result is health data. */
  "result-event"?: boolean | "";
  /** Shows everything that is wrong below the widget. */
  debug?: boolean | "";
  // What every element has, for each framework in its own way.
  [other: string]: unknown;
}

declare global {
  interface HTMLElementTagNameMap {
    "who-to-see": WhoToSeeElement;
  }
  interface GlobalEventHandlersEventMap extends WhoToSeeEvents {}
  // React 18 and other JSX.
  namespace JSX {
    interface IntrinsicElements {
      "who-to-see": WhoToSeeAttributes;
    }
  }
}

// React 19.
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "who-to-see": WhoToSeeAttributes;
    }
  }
}
