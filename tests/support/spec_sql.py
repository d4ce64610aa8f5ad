"""The specification's own SQL, transcribed for PostgreSQL: an oracle that shares no code with us.

NOW() is a parameter; times are given in the student's zone, in which her weeks are counted. Rank
ties: the specification's ROW_NUMBER orders equals at random, so RANK stands in for it.
"""

import asyncpg

TABLES = """
CREATE TABLE user_test_attempts (
    id bigint PRIMARY KEY, user_id text, test_series_id bigint, percentage numeric,
    time_taken_minutes numeric, completed_at timestamp
);
CREATE TABLE questions (id bigint PRIMARY KEY, topic_id bigint);
CREATE TABLE topics (id bigint PRIMARY KEY, name text);
CREATE TABLE user_answers (
    attempt_id bigint, user_id text, question_id bigint, is_correct boolean,
    time_taken_seconds numeric
);
CREATE TABLE test_series (id bigint PRIMARY KEY, exam_category_id text);
"""
WEEKS = """
SELECT user_id, DATE_TRUNC('week', completed_at)::date AS week, AVG(percentage) AS average,
       COUNT(*) AS tests, AVG(time_taken_minutes) AS minutes
FROM user_test_attempts
WHERE completed_at >= $1::timestamp - INTERVAL '12 weeks' AND completed_at < $1
GROUP BY user_id, DATE_TRUNC('week', completed_at) ORDER BY 1, 2
"""
TREND = """
WITH performance_trends AS (
  SELECT user_id, DATE_TRUNC('week', completed_at) as week, AVG(percentage) as weekly_avg_score,
         COUNT(*) as tests_taken, AVG(time_taken_minutes) as avg_time
  FROM user_test_attempts
  WHERE completed_at >= $1::timestamp - INTERVAL '12 weeks' AND completed_at < $1
  GROUP BY user_id, week
),
trend_analysis AS (
  SELECT user_id, week, weekly_avg_score,
         weekly_avg_score - LAG(weekly_avg_score) OVER (PARTITION BY user_id ORDER BY week)
           as score_change
  FROM performance_trends
)
SELECT user_id, AVG(score_change) as avg_weekly_improvement,
       STDDEV(score_change) as improvement_consistency,
       CASE
         WHEN AVG(score_change) > 2 THEN 'Rapid Improvement'
         WHEN AVG(score_change) > 0.5 THEN 'Steady Progress'
         WHEN AVG(score_change) > -0.5 THEN 'Stable Performance'
         ELSE 'Needs Attention'
       END as progress_category
FROM trend_analysis WHERE score_change IS NOT NULL GROUP BY user_id
"""
TOPICS = """
WITH topic_performance AS (
  SELECT ua.user_id, t.name as topic_name, COUNT(*) as questions_attempted,
         AVG(CASE WHEN uans.is_correct THEN 1.0 ELSE 0.0 END) as accuracy,
         AVG(uans.time_taken_seconds) as avg_time,
         MIN(ua.completed_at) as first_attempt, MAX(ua.completed_at) as latest_attempt
  FROM user_test_attempts ua
  JOIN user_answers uans ON ua.id = uans.attempt_id
  JOIN questions q ON uans.question_id = q.id
  JOIN topics t ON q.topic_id = t.id
  WHERE ua.completed_at >= $1::timestamp - $2::interval AND ua.completed_at < $1
  GROUP BY ua.user_id, t.id, t.name
)
SELECT user_id, topic_name, questions_attempted, accuracy * 100 AS accuracy_percentage, avg_time,
       CASE
         WHEN accuracy >= 0.8 AND questions_attempted >= 10 THEN 'Mastered'
         WHEN accuracy >= 0.6 AND questions_attempted >= 5 THEN 'Proficient'
         WHEN accuracy >= 0.4 THEN 'Developing'
         ELSE 'Needs Focus'
       END as mastery_level,
       first_attempt, latest_attempt
FROM topic_performance ORDER BY user_id, accuracy DESC
"""
RANKINGS = """
WITH user_scores AS (
  SELECT uta.user_id, AVG(uta.percentage) as avg_score, COUNT(uta.id) as tests_taken,
         MAX(uta.completed_at) as last_active, STDDEV(uta.percentage) as score_consistency
  FROM user_test_attempts uta
  JOIN test_series ts ON uta.test_series_id = ts.id
  WHERE ts.exam_category_id = $3
    AND uta.completed_at >= $1::timestamp - $2::interval AND uta.completed_at < $1
  GROUP BY uta.user_id
  HAVING COUNT(uta.id) >= 5
)
SELECT *, RANK() OVER (ORDER BY ROUND(avg_score, 9) DESC) as overall_rank,
       RANK() OVER (ORDER BY ROUND(score_consistency, 9) ASC) as consistency_rank,
       RANK() OVER (ORDER BY tests_taken DESC) as activity_rank
FROM user_scores ORDER BY overall_rank
"""


async def connect(url: str) -> "asyncpg.Connection[asyncpg.Record]":
    return await asyncpg.connect(url.replace("+asyncpg", ""))
