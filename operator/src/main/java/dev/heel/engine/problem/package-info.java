/**
 * What becomes of problems between the rule that finds them and the person who reads them: which
 * are silenced, how many are told, and what a rule that throws becomes. Open to everybody who has
 * rules.
 */
package dev.heel.engine.problem;
