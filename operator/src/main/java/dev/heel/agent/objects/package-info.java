/**
 * What an Agent is made of in Kubernetes: its workloads, Services, rights and configuration, as
 * objects that are rendered purely from {@link dev.heel.agent.spec}.
 */
package dev.heel.agent.objects;
