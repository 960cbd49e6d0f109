/**
 * Words of the sentences a ledger refuses with and of the pages gateways answer with (Intuit's table of error codes, RFC 9110). No word
 * here is a given name. What is not here may be a name, an address or a secret.
 */
const knownWords = new Set(
  `a able about accept accepted access account accounts action active activity after again all allowed already also amount an and another any api application are as assigned at authentication authorization
  bad balance batch be been before being billable body books both but by call calls cannot category change changed characters check class close closed closing code company complete conflict connection contact contain contains content
  could create created credit currency currentlevel customer customers data date day days deactivate default delete deleted deposit description detail detected different disabled discount document does doing done duplicate during
  each edit element email employee empty end enter entity error errors exceed exceeded exceeds exist existing exists expired failed failure fault feature field fields file first following for forbidden format found from further future
  gateway general greater has have id if in inactive incorrect input instead internal invalid invoice is issue it item items journal key last later ledger length less level limit line lines link linked list lock locked long
  made maintenance make making many match maximum memo message method minimum minor missing modified modify month more must name names need negative new no not nothing null number numbers object occurred of off on one only operation or
  order original other out over page paid parent parse party password payment pending percent period permission permitted please positive preferences present previous problem process processing product property provide provided purchase
  qty quantity query quota range rate read reason received record reference referenced refresh refs removed repeat report request requested requests require required requires resource response retry revoked right rule rules
  same save saved search see select send sent server service services set settings shipping should since sorry specified stale start state statement status string subscription such supplied support supported sure sync system
  tax taxable temporarily term terms text than that the their then there these they this through throttle throttled time timeout to token too total transaction transactions try trying two type types
  unable unauthorized unavailable under unexpected unit unknown until unsupported up update updated upgrade upstream use used user using valid validating validation value values vendor version void voided was we were when where which while
  with within without working write year you your business object's doesn't can't cannot isn't another's quickbooks online oauth http https xml json utf-8 accountref classref customerref itemref taxcoderef termref employeeref vendorref
  docnumber txndate duedate displayname txntype txnid hourlyrate totalamt synctoken unitprice printstatus billablestatus`.split(/\s+/),
);
/** An id, a count, a status or a day; nothing as as a telephone number. */
const plainNumber = /^(\d{1,4}|\d{4}-\d{2}-\d{2})$/;
/** "TxnType=Invoice", "TxnId=266": which other record a fault means. */
const otherRecord = /^(TxnType=[A-Za-z]{1,20}|TxnId=\d{1,20}|Id=\d{1,20})$/;
/** What stands around a word in a sentence. */
const wordIn = /^([("'[<]*)(.*?)([)"'\],.;:!?>]*)$/s;

/** A sentence of the ledger, or a page of a gateway: words every such sentence has stay, every run of others leaves its length. */
export function redactSentence(text: string): string {
  let unknown = 0;
  const kept: string[] = [];
  const close = (): void => {
    if (unknown > 0) kept.push(`[text of ${unknown}]`);
    unknown = 0;
  };
  for (const token of text.split(/\s+/).filter((part) => part !== "")) {
    if (isPlainToken(token)) {
      close();
      kept.push(token);
    } else unknown += token.length + (unknown > 0 ? 1 : 0);
  }
  close();
  return kept.join(" ");
}

function isPlainToken(token: string): boolean {
  const [, , word = ""] = wordIn.exec(token) ?? [];
  return word === "" || knownWords.has(word.toLowerCase()) || plainNumber.test(word) || otherRecord.test(word);
}

/** XML or HTML of a refusal: the tags stay without their attributes but for codes and names of fields, the text is redacted like a sentence; scripts, styles and comments go. */
export function redactMarkup(text: string): string {
  const content = text.replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, "");
  return content
    .split(/(<[^<>]*>)/)
    .map((part) => (part.startsWith("<") && part.endsWith(">") ? redactTag(part) : redactSentence(part)))
    .filter((part) => part !== "")
    .join(" ");
}

function redactTag(tag: string): string {
  const [, name] = /^<(\/?[A-Za-z][\w.-]{0,30})/.exec(tag) ?? [];
  if (!name) return "";
  const attributes = [...tag.matchAll(/\s(code|element|type|time)="([\w.:+-]{1,40})"/g)].map(([, key, value]) => ` ${key}="${value}"`);
  return `<${name}${attributes.join("")}>`;
}
