// A certificate of its own making for 127.0.0.1 and localhost, good for a hundred years and for tests alone: its key is here
// for everybody to read.
export const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBYTCCAROgAwIBAgIUf5gnsyadF6Oh1+XDtSWL10v2pMkwBQYDK2VwMBcxFTAT
BgNVBAMMDGZhcmhhbmQgdGVzdDAgFw0yNjExMzAxMDQyNDZaGA8yMTI2MTEwNjEw
NDI0NlowFzEVMBMGA1UEAwwMZmFyaGFuZCB0ZXN0MCowBQYDK2VwAyEA0AcS0ClX
tCZ6XJI/m73BmZ9RkbOc5kydAvwH19X9UiWjbzBtMB0GA1UdDgQWBBTNeJVuGwyC
CvG8czbTsEK2qNbckzAfBgNVHSMEGDAWgBTNeJVuGwyCCvG8czbTsEK2qNbckzAP
BgNVHRMBAf8EBTADAQH/MBoGA1UdEQQTMBGHBH8AAAGCCWxvY2FsaG9zdDAFBgMr
ZXADQQAqu44emfuxQn62ZKwXoSgLBLRubrQDaa8v2uO6rMzv23/5HQxvFxxA4UIR
IgBOdynUGPQcsMliPVw/9YUVrU8A
-----END CERTIFICATE-----
`;

export const testCertificateKey = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIG9bz2MZtzGkt/ngK5T5Hi63YSMsdnvx+y6SASvlHeYp
-----END PRIVATE KEY-----
`;
