import type { ReactNode } from "react";

/** A 16 px drawing in the line weight of the icon set; the shapes of states differ even without colour. */
function Shape({ children }: { readonly children: ReactNode }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      {children}
    </svg>
  );
}

const cloud = "M4.6 12.5a2.9 2.9 0 0 1-.5-5.75 4 4 0 0 1 7.75-.5A3.15 3.15 0 0 1 11.6 12.5Z";

export const stateIcons = {
  hollowCloud: <Shape><path d={cloud} strokeDasharray="2 2.2" /></Shape>,
  clock: <Shape><circle cx="8" cy="8" r="6" /><path d="M8 4.8V8l2 1.6" /></Shape>,
  cloudUp: <Shape><path d="M4.6 11.5a2.9 2.9 0 0 1-.5-5.25 4 4 0 0 1 7.75-.5 3.15 3.15 0 0 1 .25 5.75" /><path d="M8 14V8.2M5.9 10.2 8 8.1l2.1 2.1" /></Shape>,
  magnifier: <Shape><circle cx="7" cy="7" r="4.5" /><path d="m10.4 10.4 3.4 3.4" /></Shape>,
  cloudTick: <Shape><path d={cloud} /><path d="m6 9.2 1.4 1.4 2.7-2.9" /></Shape>,
  cloudDot: <Shape><path d={cloud} /><circle cx="8" cy="9.2" r="1.3" fill="currentColor" stroke="none" /></Shape>,
  padlock: <Shape><rect x="3.2" y="7" width="9.6" height="6.5" rx="1.4" /><path d="M5.2 7V5.2a2.8 2.8 0 0 1 5.6 0V7" /></Shape>,
  cloudBang: <Shape><path d={cloud} /><path d="M8 6.6v2.2" /><circle cx="8" cy="10.8" r=".5" fill="currentColor" stroke="none" /></Shape>,
  cloudCrossed: <Shape><path d="M6 4.1a4 4 0 0 1 5.85 2.15 3.15 3.15 0 0 1 1.7 5.25M10.9 12.5H4.6a2.9 2.9 0 0 1-.5-5.75" /><path d="m2 2 12 12" /></Shape>,
  outward: <Shape><path d="M6 4.5h5.5V10M11.3 4.7 4.5 11.5" /></Shape>,
  doubleRule: <Shape><path d="M3 6.2h10M3 9.8h10" /></Shape>,
  half: <Shape><circle cx="8" cy="8" r="6" /><path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor" stroke="none" /></Shape>,
  tick: <Shape><path d="m3.2 8.4 3.2 3.2 6.4-6.8" /></Shape>,
  cross: <Shape><path d="m4 4 8 8M12 4l-8 8" /></Shape>,
  bang: <Shape><path d="M8 2.2 14.4 13.4H1.6Z" /><path d="M8 6.6v3" /><circle cx="8" cy="11.4" r=".5" fill="currentColor" stroke="none" /></Shape>,
  pause: <Shape><path d="M5.6 3.5v9M10.4 3.5v9" /></Shape>,
  unplugged: <Shape><circle cx="8" cy="8" r="6" strokeDasharray="2.4 2.4" /></Shape>,
  turning: <Shape><path d="M13.3 6.4A5.6 5.6 0 0 0 3 5.6M2.7 9.6A5.6 5.6 0 0 0 13 10.4" /><path d="M13.5 3.2v3.3h-3.3M2.5 12.8V9.5h3.3" /></Shape>,
  page: <Shape><path d="M4 2.2h5.2L12 5v8.8H4Z" /><path d="M6 7.6h4M6 10.4h4" /></Shape>,
  info: <Shape><circle cx="8" cy="8" r="6" /><path d="M8 7.4v3.4" /><circle cx="8" cy="5.1" r=".5" fill="currentColor" stroke="none" /></Shape>,
  question: <Shape><circle cx="8" cy="8" r="6" /><path d="M6.3 6.4a1.75 1.75 0 1 1 2.6 1.5c-.6.35-.9.7-.9 1.3" /><circle cx="8" cy="11.3" r=".5" fill="currentColor" stroke="none" /></Shape>,
} as const;

export type StateIcon = keyof typeof stateIcons;
