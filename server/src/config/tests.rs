use super::*;

fn line(options: Options) -> String {
    options.parse().unwrap_err().to_string()
}

#[test]
fn a_wrong_setting_is_named_in_one_line() {
    let cases = [
        (
            Options {
                listen: Some("8080".into()),
                ..Options::default()
            },
            "setting listen: \"8080\" is not an address",
        ),
        (
            Options {
                database_url: Some("mysql://u:pw@h/x".into()),
                ..Options::default()
            },
            "setting database_url: database address \"mysql\" must start with",
        ),
        (
            Options {
                public_url: Some("http://alongside.example.org".into()),
                ..Options::default()
            },
            "setting public_url: \"http://alongside.example.org\" must be https",
        ),
        (
            Options {
                public_url: Some("https://example.org/app".into()),
                ..Options::default()
            },
            "setting public_url: \"https://example.org/app\" must not have a path",
        ),
        (
            Options {
                metrics_token: Some("short".into()),
                ..Options::default()
            },
            "setting metrics_token: must have",
        ),
        (
            Options {
                workers: Some("0".into()),
                ..Options::default()
            },
            "setting workers: \"0\" is not",
        ),
        (
            Options {
                retry_seconds: Some("soon".into()),
                ..Options::default()
            },
            "setting retry_seconds: \"soon\"",
        ),
        (
            Options {
                trusted_proxies: Some("127.0.0.1, proxy".into()),
                ..Options::default()
            },
            "setting trusted_proxies: \"proxy\" is not",
        ),
        (
            Options {
                security_contact: Some("me".into()),
                ..Options::default()
            },
            "setting security_contact: must",
        ),
        (
            Options {
                config: Some("/nowhere/a.toml".into()),
                ..Options::default()
            },
            "setting config: there is no file",
        ),
    ];
    for (options, start) in cases {
        let line = line(options);
        assert!(line.starts_with(start), "{line}");
        assert!(!line.contains('\n') && !line.contains("pw"), "{line}");
    }
}

#[test]
fn the_file_stands_below_the_flags_and_refuses_unknown_keys() {
    let folder = std::env::temp_dir().join(format!("alongside-config-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("alongside.toml");
    std::fs::write(
        &path,
        "listen = \"127.0.0.1:9000\"\npublic_url = \"https://a.example.org\"\n",
    )
    .unwrap();
    let options = Options {
        config: Some(path.clone()),
        listen: Some("127.0.0.1:9001".into()),
        ..Options::default()
    };
    let settings = options.clone().parse().unwrap();
    assert_eq!(settings.listen.port(), 9001);
    assert_eq!(settings.public_url, "https://a.example.org");
    assert!(settings.is_https() && settings.is_own_origin("https://a.example.org"));
    std::fs::write(&path, "listn = \"127.0.0.1:9000\"\n").unwrap();
    let line = line(options);
    assert!(line.contains("listn") && !line.contains('\n'), "{line}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn without_any_setting_the_server_is_a_trial_on_this_machine() {
    let settings = Options::default().parse().unwrap();
    assert_eq!(settings.public_url, "http://127.0.0.1:8080");
    assert_eq!(
        settings.database,
        Address::Sqlite("data/alongside.db".into())
    );
}

#[test]
fn only_on_this_machine_do_its_names_mean_the_same_site() {
    let trial = Options::default().parse().unwrap();
    for own in [
        "http://127.0.0.1:8080",
        "http://localhost:8080",
        "http://[::1]:8080",
    ] {
        assert!(trial.is_own_origin(own), "{own}");
    }
    for foreign in [
        "http://127.0.0.1:8081",
        "https://localhost:8080",
        "http://localhost.evil.org:8080",
        "null",
        "",
    ] {
        assert!(!trial.is_own_origin(foreign), "{foreign}");
    }
    let url = Some("https://a.example.org".to_owned());
    let deployed = Options {
        public_url: url,
        ..Options::default()
    }
    .parse()
    .unwrap();
    assert!(deployed.is_own_origin("https://a.example.org"));
    for foreign in [
        "http://a.example.org",
        "https://a.example.org.evil.org",
        "https://b.example.org",
        "http://localhost",
    ] {
        assert!(!deployed.is_own_origin(foreign), "{foreign}");
    }
}
