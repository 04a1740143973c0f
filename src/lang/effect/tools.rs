//! The files of effects, one a tool or a family of small ones.

/// Name and text of each file.
pub(super) const FILES: &[(&str, &str)] = &[
    ("ansible", include_str!("tools/ansible.effects")),
    ("apt", include_str!("tools/apt.effects")),
    ("argocd", include_str!("tools/argocd.effects")),
    ("aws", include_str!("tools/aws.effects")),
    ("az", include_str!("tools/az.effects")),
    ("certbot", include_str!("tools/certbot.effects")),
    ("cloud", include_str!("tools/cloud.effects")),
    ("cluster", include_str!("tools/cluster.effects")),
    ("consul", include_str!("tools/consul.effects")),
    ("containers", include_str!("tools/containers.effects")),
    ("database", include_str!("tools/database.effects")),
    ("development", include_str!("tools/development.effects")),
    ("docker", include_str!("tools/docker.effects")),
    ("docker-compose", include_str!("tools/docker-compose.effects")),
    ("dpkg", include_str!("tools/dpkg.effects")),
    ("etcdctl", include_str!("tools/etcdctl.effects")),
    ("files", include_str!("tools/files.effects")),
    ("firebase", include_str!("tools/firebase.effects")),
    ("flask", include_str!("tools/flask.effects")),
    ("flyctl", include_str!("tools/flyctl.effects")),
    ("gcloud", include_str!("tools/gcloud.effects")),
    ("gh", include_str!("tools/gh.effects")),
    ("git", include_str!("tools/git.effects")),
    ("gsutil", include_str!("tools/gsutil.effects")),
    ("helm", include_str!("tools/helm.effects")),
    ("heroku", include_str!("tools/heroku.effects")),
    ("ip", include_str!("tools/ip.effects")),
    ("iptables", include_str!("tools/iptables.effects")),
    ("kubectl", include_str!("tools/kubectl.effects")),
    ("loginctl", include_str!("tools/loginctl.effects")),
    ("make", include_str!("tools/make.effects")),
    ("mongosh", include_str!("tools/mongosh.effects")),
    ("mysql", include_str!("tools/mysql.effects")),
    ("nats", include_str!("tools/nats.effects")),
    ("nmcli", include_str!("tools/nmcli.effects")),
    ("nomad", include_str!("tools/nomad.effects")),
    ("npm", include_str!("tools/npm.effects")),
    ("pip", include_str!("tools/pip.effects")),
    ("pm2", include_str!("tools/pm2.effects")),
    ("prisma", include_str!("tools/prisma.effects")),
    ("psql", include_str!("tools/psql.effects")),
    ("python", include_str!("tools/python.effects")),
    ("redis-cli", include_str!("tools/redis-cli.effects")),
    ("rsync", include_str!("tools/rsync.effects")),
    ("service", include_str!("tools/service.effects")),
    ("sqlite3", include_str!("tools/sqlite3.effects")),
    ("ssh-keygen", include_str!("tools/ssh-keygen.effects")),
    ("storage", include_str!("tools/storage.effects")),
    ("supabase", include_str!("tools/supabase.effects")),
    ("system", include_str!("tools/system.effects")),
    ("systemctl", include_str!("tools/systemctl.effects")),
    ("terraform", include_str!("tools/terraform.effects")),
    ("vault", include_str!("tools/vault.effects")),
    ("vercel", include_str!("tools/vercel.effects")),
    ("wp", include_str!("tools/wp.effects")),
    ("wrangler", include_str!("tools/wrangler.effects")),
];

#[cfg(test)]
mod tests {
    use super::FILES;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_file_is_here() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lang/effect/tools");
        let there: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("the folder")
            .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".effects")?.to_owned()))
            .collect();
        assert_eq!(FILES.iter().map(|(name, _)| (*name).to_owned()).collect::<BTreeSet<_>>(), there);
    }

    #[test]
    fn a_program_stands_in_one_file_only() {
        let mut places: BTreeMap<&str, &str> = BTreeMap::new();
        for (file, text) in FILES {
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                for program in line.split_whitespace().next().unwrap_or("").split('|').filter(|name| !name.is_empty()) {
                    assert_eq!(*places.entry(program).or_insert(file), *file, "{program}");
                }
            }
        }
    }
}
