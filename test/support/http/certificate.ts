/**
 * A self-signed certificate for `localhost` and 127.0.0.1, for tests only: nothing trusts it, so its key is no secret.
 * Made with `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500`.
 */
export const selfSigned = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUq6784WuNZwE9pyl
eNvU6FDX6d944lKBGwMmJ+yFcmihRANCAATXeyMRQUsCfMZFLNkOby3iaQUuESbU
pvSuhEjzhoua1wEyXT4xPfkQci48dwPnWj1X0NwtmtFcHxY8ZmtHK3YK
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBnTCCAUOgAwIBAgIUW/oQJ+V3GLy/IbFIz00HbE+Xi4owCgYIKoZIzj0EAwIw
FTETMBEGA1UEAwwKRWFzZWwgdGVzdDAgFw0yNjExMjEwMzQzNDBaGA8yMTI2MTAy
ODAzNDM0MFowFTETMBEGA1UEAwwKRWFzZWwgdGVzdDBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABNd7IxFBSwJ8xkUs2Q5vLeJpBS4RJtSm9K6ESPOGi5rXATJdPjE9
+RByLjx3A+daPVfQ3C2a0VwfFjxma0crdgqjbzBtMB0GA1UdDgQWBBThKB2RsBZu
7BdvYQhEHEHNoKE7dDAfBgNVHSMEGDAWgBThKB2RsBZu7BdvYQhEHEHNoKE7dDAP
BgNVHRMBAf8EBTADAQH/MBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAKBggq
hkjOPQQDAgNIADBFAiBexBGiLx0skR8qugecioBa/aFaVqUTo3ZpSpymTvmA7QIh
ALiYJ2DPSc2vDROUvD4ukSDvrBj/qrwfh4+5+Bte8p+v
-----END CERTIFICATE-----
`,
};
