export const supportTexts = {
  title: "For support",
  text: "What somebody who helps must see: versions, settings, changes and calls with QuickBooks' ids. Names, addresses, mail and texts are cut out; amounts and dates stay.",
  download: "Download the support bundle",
  copy: "Copy it",
  copied: "The support bundle was copied.",
} as const;
