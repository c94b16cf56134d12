/** From checks to the files that an Agent reads. Pure. */
package dev.heel.agent.files;
