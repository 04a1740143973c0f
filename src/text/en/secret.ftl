# Secrets
secret-token = A token or key of { $name } stands here ({ $shown })
secret-private-key = A private key ({ $name }) stands here
secret-credential = A password or another credential stands at "{ $name }" ({ $shown })
secret-json-web-token = A whole JWT, signature included, stands here ({ $shown })
secret-asset = { $path } holds a password, token or key ({ $name }: { $shown }). It is not copied into the site
secret-help = Revoke it now, make a new one, and write only where it is kept. The history of Git still holds it
secret-credential-help = If it is real, change it and write where it is kept or a variable ($DB_PASSWORD). If it is an example, write <password>
secret-json-web-token-help = Revoke it if it has not expired. If it is an example, cut it short: eyJ...
secret-elsewhere = Another document gives this value as a password ({ $shown })
secret-again = The same value stands here too
secret-asset-elsewhere = { $path } holds a value that a document gives as a password ({ $shown }). It is not copied into the site
