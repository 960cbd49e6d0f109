import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sandboxUs } from '../companies/sandbox-us.js';
import { connected } from '../testing/client.js';

/** A request as a library in another language sends it, and what that library reads of the answer. */
type WireForm = {
  /** Where the library builds it. */
  source: string;
  what: string;
  method?: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string | Buffer;
  /** A pattern for answers in XML, members for those in JSON. */
  answers: RegExp | object;
};

const finance = 'http://schema.intuit.com/finance/v3';
const json = { accept: 'application/json', 'content-type': 'application/json' };
const xml = { accept: 'application/xml', 'content-type': 'application/xml' };

const python: WireForm[] = [
  {
    source: 'ej2/python-quickbooks quickbooks/client.py get_single_object',
    what: 'reads with a slash at the end, a content type and minorversion',
    path: 'customer/1/?minorversion=75',
    headers: json,
    answers: { Customer: { Id: '1' } },
  },
  {
    source: 'ej2/python-quickbooks quickbooks/client.py query',
    what: 'posts a query as application/text',
    method: 'POST',
    path: 'query?minorversion=75',
    headers: { accept: 'application/json', 'content-type': 'application/text' },
    body: "SELECT * FROM Customer WHERE DisplayName = 'Amy\\'s Bird Sanctuary' MAXRESULTS 5",
    answers: { QueryResponse: { Customer: [{ Id: '1' }] } },
  },
  {
    source: 'ej2/python-quickbooks quickbooks/client.py delete_object',
    what: 'deletes by a parameter, the record in the body',
    method: 'POST',
    path: 'bill?operation=delete&minorversion=75',
    headers: json,
    body: '{"Id":"126","SyncToken":"0"}',
    answers: { Bill: { Id: '126', status: 'Deleted' } },
  },
  {
    source: 'ej2/python-quickbooks quickbooks/client.py make_request with file_path',
    what: 'uploads in Base64 with line feeds, text before the boundary and no file name',
    method: 'POST',
    path: 'upload',
    headers: { accept: 'application/json', 'content-type': 'multipart/form-data; boundary=-------------PythonMultipartPost' },
    body: ['', '---------------PythonMultipartPost', 'Content-Disposition: form-data; name="file_metadata_01"', 'Content-Type: application/json', '', '{"FileName":"note.txt","ContentType":"text/plain","AttachableRef":[{"EntityRef":{"type":"Invoice","value":"130"}}]}', '', '---------------PythonMultipartPost', 'Content-Disposition: form-data; name="file_content_01"', 'Content-Type: text/plain', 'Content-Transfer-Encoding: base64', '', Buffer.from('Hello').toString('base64'), '', '---------------PythonMultipartPost--', ''].join('\n'),
    answers: { AttachableResponse: [{ Attachable: { FileName: 'note.txt', Size: 5, AttachableRef: [{ EntityRef: { type: 'Invoice', value: '130' } }] } }] },
  },
  {
    source: 'ej2/python-quickbooks quickbooks/client.py download_pdf',
    what: 'asks for a PDF with a content type of PDF and two accepted types',
    path: 'invoice/130/pdf',
    headers: { accept: 'application/pdf, application/json', 'content-type': 'application/pdf' },
    answers: /^%PDF-/,
  },
];

const ruby: WireForm[] = [
  {
    source: 'ruckus/quickbooks-ruby lib/quickbooks/service/base_service.rb url_for_query',
    what: 'pages a query in a form-encoded address, with a content type on the GET',
    path: 'query?query=SELECT+%2A+FROM+Customer+STARTPOSITION+1+MAXRESULTS+20',
    headers: { ...xml, 'accept-encoding': 'gzip, deflate' },
    answers: /^<\?xml [^>]*\?><IntuitResponse xmlns="http:\/\/schema\.intuit\.com\/finance\/v3" time="[^"]+"><QueryResponse startPosition="1" maxResults="20"><Customer /,
  },
  {
    source: 'ruckus/quickbooks-ruby lib/quickbooks/service/service_crud.rb create',
    what: 'creates by a declaration, a line end and an entity in the namespace',
    method: 'POST',
    path: 'invoice',
    headers: xml,
    body: `<?xml version="1.0" encoding="utf-8"?>\n<Invoice xmlns="${finance}">\n  <Line>\n    <Amount>10.0</Amount>\n    <DetailType>SalesItemLineDetail</DetailType>\n    <SalesItemLineDetail>\n      <ItemRef>2</ItemRef>\n      <UnitPrice>10.0</UnitPrice>\n      <Qty>1.0</Qty>\n    </SalesItemLineDetail>\n  </Line>\n  <CustomerRef>1</CustomerRef>\n</Invoice>`,
    answers: /<Invoice domain="QBO" sparse="false"><Id>\d+<\/Id>.*<TotalAmt>10\.00<\/TotalAmt>/s,
  },
  {
    source: 'ruckus/quickbooks-ruby lib/quickbooks/service/service_crud.rb delete_by_query_string',
    what: 'deletes with the whole record as XML',
    method: 'POST',
    path: 'bill?operation=delete',
    headers: xml,
    body: `<?xml version="1.0" encoding="utf-8"?>\n<Bill xmlns="${finance}" sparse="false"><Id>108</Id><SyncToken>0</SyncToken></Bill>`,
    answers: /<Bill domain="QBO" status="Deleted"><Id>108<\/Id><\/Bill>/,
  },
  {
    source: 'ruckus/quickbooks-ruby lib/quickbooks/service/reports.rb, model/report.rb',
    what: 'asks a report by a named span and reads cells from attributes',
    path: 'reports/BalanceSheet?date_macro=This+Fiscal+Year-to-date',
    headers: xml,
    answers: /<Row type="Data"><ColData value="Checking" id="35"\/><ColData value="1201\.00"\/><\/Row>/,
  },
  {
    source: 'minimul/qbo_api lib/qbo_api/api_methods.rb offset_query_string, connection.rb',
    what: 'names MAXRESULTS before STARTPOSITION and a charset',
    path: 'query?query=SELECT+%2A+FROM+Vendor+WHERE+Active+IN+%28+true%2C+false+%29+MAXRESULTS+1000+STARTPOSITION+1',
    headers: { accept: 'application/json', 'content-type': 'application/json;charset=UTF-8' },
    answers: { QueryResponse: { startPosition: 1, maxResults: 26 } },
  },
];

const php: WireForm[] = [
  {
    source: 'intuit/QuickBooks-V3-PHP-SDK src/Core/Http/Serialization/XmlObjectSerializer.php getXmlFromObj',
    what: 'creates in a namespace with a prefix of its own',
    method: 'POST',
    path: 'customer?minorversion=75',
    headers: { ...xml, connection: 'close' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<ns0:Customer xmlns:ns0="${finance}"><ns0:DisplayName>Prefix &amp; Sons</ns0:DisplayName><ns0:BillAddr><ns0:Line1>1 Main</ns0:Line1></ns0:BillAddr></ns0:Customer>`,
    answers: /<DisplayName>Prefix &amp; Sons<\/DisplayName>/,
  },
  {
    source: 'intuit/QuickBooks-V3-PHP-SDK src/Core/HttpClients/SyncRestHandler.php getAcceptContentType',
    what: 'posts a query as application/text and takes XML',
    method: 'POST',
    path: 'query?minorversion=75',
    headers: { accept: 'application/xml', 'content-type': 'application/text' },
    body: 'SELECT COUNT(*) FROM Invoice',
    answers: /<QueryResponse totalCount="31"/,
  },
  {
    source: 'intuit/QuickBooks-V3-PHP-SDK src/DataService/Batch.php Execute',
    what: 'sends a batch of prefixed XML under a number as requestid',
    method: 'POST',
    path: 'batch?requestid=18043289381681692777&minorversion=75',
    headers: xml,
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<ns0:IntuitBatchRequest xmlns:ns0="${finance}"><ns0:BatchItemRequest bId="a" operation="create"><ns0:Vendor><ns0:DisplayName>Batch Vendor</ns0:DisplayName></ns0:Vendor></ns0:BatchItemRequest><ns0:BatchItemRequest bId="b"><ns0:Query>select Id from Term where Id = '3'</ns0:Query></ns0:BatchItemRequest></ns0:IntuitBatchRequest>`,
    answers: /<BatchItemResponse bId="a"><Vendor [^>]*>.*<\/BatchItemResponse><BatchItemResponse bId="b"><QueryResponse [^>]*><Term /s,
  },
  {
    source: 'consolibyte/quickbooks-php#128',
    what: 'names no format for a report and is answered JSON',
    path: 'reports/ProfitAndLoss',
    headers: { accept: '*/*' },
    answers: { Header: { ReportName: 'ProfitAndLoss' } },
  },
];

const java: WireForm[] = [
  {
    source: 'intuit/QuickBooks-V3-Java-SDK ipp-v3-java-devkit PrepareRequestInterceptor.java prepareQBOUri',
    what: 'gives reads a requestid, an old minorversion and an ampersand at the end',
    path: 'query?query=SELECT+*+FROM+Term&requestid=0a7f2655cd814ba8b063ce4e04474da4&minorversion=24&',
    headers: { accept: 'application/xml' },
    answers: /<QueryResponse startPosition="1" maxResults="5"><Term /,
  },
  {
    source: 'intuit/QuickBooks-V3-Java-SDK ipp-v3-java-devkit PrepareRequestInterceptor.java prepareDataServiceRequest',
    what: 'posts a long query as plain text',
    method: 'POST',
    path: 'query?requestid=1&minorversion=24&',
    headers: { accept: 'application/json', 'content-type': 'text/plain' },
    body: 'SELECT * FROM Term',
    answers: { QueryResponse: { maxResults: 5 } },
  },
  {
    source: 'intuit/QuickBooks-V3-Java-SDK ipp-v3-java-devkit CompressionInterceptor.java',
    what: 'packs what it sends, and tells a tracking id',
    method: 'POST',
    path: 'customer?requestid=2f7f2655cd814ba8b063ce4e04474da4&minorversion=24&',
    headers: { ...json, 'content-encoding': 'gzip', intuit_tid: '5c4d1d2e-0000-4000-8000-000000000000' },
    body: gzipSync('{"DisplayName":"Packed & Sent"}'),
    answers: { Customer: { DisplayName: 'Packed & Sent' } },
  },
  {
    source: 'intuit/QuickBooks-V3-Java-SDK ipp-v3-java-devkit PrepareRequestInterceptor.java prepareQBOUri',
    what: 'writes the tax service with a capital',
    method: 'POST',
    path: 'Taxservice/taxcode?requestid=3f&minorversion=24&',
    headers: json,
    body: '{"TaxCode":"Java code","TaxRateDetails":[{"TaxRateName":"Java rate","RateValue":"4","TaxAgencyId":"1","TaxApplicableOn":"Sales"}]}',
    answers: { TaxCode: 'Java code' },
  },
  {
    source: 'intuit/QuickBooks-V3-Java-SDK ipp-v3-java-devkit ReportService.java, PrepareRequestInterceptor.java',
    what: 'asks a report by customer, filtered by class, with a requestid',
    path: 'reports/ProfitAndLoss?summarize_column_by=Customers&start_date=2000-01-01&requestid=4f&minorversion=24&',
    headers: { accept: 'application/json' },
    answers: { Header: { SummarizeColumnsBy: 'Customers' } },
  },
];

const dotNet = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"`;
const net: WireForm[] = [
  {
    source: 'intuit/QuickBooks-V3-DotNET-SDK Intuit.Ipp.DataService/DataService.cs Update, XmlSerializer',
    what: 'begins with a byte order mark and declares the schema namespaces',
    method: 'POST',
    path: 'customer?requestid=b9f2b0e0c7b14d3c8f1e2d3c4b5a6978&minorversion=75',
    headers: xml,
    body: `\uFEFF<?xml version="1.0" encoding="utf-8"?>\r\n<Customer ${dotNet} sparse="true" xmlns="${finance}"><Id>1</Id><SyncToken>0</SyncToken><Notes xsi:nil="true" /><CompanyName>Amy and Birds</CompanyName></Customer>`,
    answers: /<CompanyName>Amy and Birds<\/CompanyName>/,
  },
  {
    source: 'intuit/QuickBooks-V3-DotNET-SDK Intuit.Ipp.DataService/Batch.cs Add(CDCQuery), Add(query)',
    what: 'puts change data and queries without an operation into a batch',
    method: 'POST',
    path: 'batch?requestid=c9f2b0e0c7b14d3c8f1e2d3c4b5a6978&minorversion=75',
    headers: xml,
    body: `<?xml version="1.0" encoding="utf-8"?><IntuitBatchRequest ${dotNet} xmlns="${finance}"><BatchItemRequest bId="CDC"><CDCQuery><Entities>customer,invoice</Entities><ChangedSince>2026-05-01T00:00:00-07:00</ChangedSince></CDCQuery></BatchItemRequest><BatchItemRequest bId="Q"><Query>Select count(*) From Bill</Query></BatchItemRequest></IntuitBatchRequest>`,
    answers: /<BatchItemResponse bId="CDC"><CDCResponse><QueryResponse.*<BatchItemResponse bId="Q"><QueryResponse totalCount="15"/s,
  },
  {
    source: 'intuit/QuickBooks-V3-DotNET-SDK Intuit.Ipp.DataService/Batch.cs Add(entity, optionsData)',
    what: 'voids in a batch by options in small letters',
    method: 'POST',
    path: 'batch',
    headers: xml,
    body: `<IntuitBatchRequest xmlns="${finance}"><BatchItemRequest bId="1" operation="update" optionsData="void"><Payment sparse="true"><Id>120</Id><SyncToken>0</SyncToken></Payment></BatchItemRequest></IntuitBatchRequest>`,
    answers: /<BatchItemResponse bId="1"><Payment .*<PrivateNote>Voided/s,
  },
  {
    source: 'intuit/QuickBooks-V3-DotNET-SDK Intuit.Ipp.DataService/DataService.cs Void',
    what: 'voids by an operation of its own',
    method: 'POST',
    path: 'invoice?operation=void&requestid=d9f2b0e0c7b14d3c8f1e2d3c4b5a6978&minorversion=75',
    headers: xml,
    body: `<Invoice ${dotNet} xmlns="${finance}"><Id>130</Id><SyncToken>0</SyncToken></Invoice>`,
    answers: /<Invoice [^>]*>.*<PrivateNote>Voided/s,
  },
  {
    source: 'intuit/QuickBooks-V3-DotNET-SDK Intuit.Ipp.DataService/DataService.cs GetPdf',
    what: 'asks for a PDF with a content type of XML',
    path: 'invoice/130/pdf?minorversion=75',
    headers: { accept: 'application/pdf', 'content-type': 'application/xml' },
    answers: /^%PDF-/,
  },
  {
    source: 'intuit/QuickBooks-V3-DotNET-SDK Intuit.Ipp.DataService/DataService.cs Upload',
    what: 'uploads with what it says of the file in XML',
    method: 'POST',
    path: 'upload',
    headers: { accept: 'application/xml', 'content-type': 'multipart/form-data; boundary=e4cc1b5' },
    body: `--e4cc1b5\r\nContent-Disposition: form-data; name="file_metadata_01"; filename="metadata.xml"\r\nContent-Type: application/xml\r\n\r\n<?xml version="1.0" encoding="utf-8"?><Attachable ${dotNet} xmlns="${finance}"><FileName>scan.txt</FileName><ContentType>text/plain</ContentType><AttachableRef><EntityRef type="Invoice">130</EntityRef></AttachableRef></Attachable>\r\n--e4cc1b5\r\nContent-Disposition: form-data; name="file_content_01"; filename="scan.txt"\r\nContent-Type: text/plain\r\n\r\nHello\r\n--e4cc1b5--`,
    answers: /<AttachableResponse><Attachable [^>]*>.*<EntityRef type="Invoice">130<\/EntityRef>.*<FileName>scan\.txt<\/FileName>/s,
  },
];

const go: WireForm[] = [
  {
    source: 'rwestlund/quickbooks-go client.go fetchCustomerPage',
    what: 'orders by id and pages in a form-encoded address, without a content type',
    path: 'query?query=SELECT+%2A+FROM+Customer+ORDERBY+Id+STARTPOSITION+1+MAXRESULTS+1000',
    headers: { accept: 'application/json' },
    answers: { QueryResponse: { startPosition: 1, maxResults: 29 } },
  },
  {
    source: 'rwestlund/quickbooks-go client.go CreateCustomer',
    what: 'sends members without a value as empty objects and texts',
    method: 'POST',
    path: 'customer',
    headers: json,
    body: '{"SyncToken":"","MetaData":{},"DisplayName":"Go Customer","PrimaryPhone":{},"BillAddr":{},"Balance":0,"Notes":""}',
    answers: { Customer: { DisplayName: 'Go Customer' } },
  },
];

describe.each(Object.entries({ Python: python, Ruby: ruby, PHP: php, Java: java, '.NET': net, Go: go }))('requests as libraries in %s build them', (_language, forms) => {
  test.each(forms.map((form) => [form.source, form.what, form] as const))('%s: %s', async (_source, _what, { method = 'GET', path, headers, body, answers }) => {
    const { emulator, grant } = connected({ companies: [sandboxUs], clock: { now: () => Date.parse('2026-05-20T17:00:00Z') } });
    const request = new Request(`http://emulator.test/v3/company/${grant.realmId}/${path}`, { method, headers: { authorization: `Bearer ${grant.accessToken}`, ...headers }, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }) });
    const text = await (await emulator.fetch(request)).text();
    const read: unknown = answers instanceof RegExp ? answers.test(text) : JSON.parse(text);
    expect({ read, text }).toMatchObject({ read: answers instanceof RegExp ? true : answers });
  });
});
