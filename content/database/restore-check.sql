-- 復元後の確認。読み取りだけを行う。実行先: rs01（復元用）の member データベース

-- 1. 会員の件数と、最後に更新された時刻
SELECT count(*) AS members, max(updated_at) AS last_updated
FROM core.members
WHERE created_at < now();

-- 2. 直近1日に登録された会員
SELECT date_trunc('hour', created_at) AS hour, count(*) AS members
FROM core.members
WHERE created_at >= now() - interval '1 day'
GROUP BY hour
ORDER BY hour;

-- 3. 監査ログにあるのに会員がない行（0件が正しい）
SELECT a.member_id
FROM core.audit_logs AS a
LEFT JOIN core.members AS m ON m.member_id = a.member_id
WHERE m.member_id IS NULL
LIMIT 20;
